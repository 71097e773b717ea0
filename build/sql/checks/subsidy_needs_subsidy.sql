-- 列「国の補助金」は「なし」ですが、列「補助金名」に「{value}」とあります。
-- 直し方: 補助金を使ったのなら「国の補助金」を「あり」に、使っていないのなら「補助金名」を空欄にしてください。
-- 決まり: 補助金名は、国の補助金が「あり」のときだけ書く
-- needs whole: survey_cases
select source_file, source_row, '補助金名' as column_name, subsidies as value
from source.survey_cases
where subsidies is not null and not has_national_subsidy
