-- 列「一致の根拠」に「{value}」とありますが、列「公表一覧との対応」が「{official_match}」です。
-- 直し方: 公表一覧の事例でなければ、列「一致の根拠」を空欄にしてください。
-- 決まり: 一致の根拠を書くのは、公表一覧との対応が「一致」のときだけ
-- needs whole: survey_cases
select source_file, source_row, '一致の根拠' as column_name, match_basis as value, official_match
from source.survey_cases
where match_basis is not null and official_match != '一致'
