-- 列「名簿の範囲」は「{value}」ですが、名簿（{roster_file}）にこの事例の行が {listed} 行あります。
-- 直し方: 名簿が参加団体のすべてなら「全部」、分かった団体だけなら「一部」に書きかえるか、名簿の行を消してください。
-- 決まり: 名簿の範囲が「全市区町村」「なし」なら、名簿に行はない
-- needs whole: survey_cases, participations
select
    cases.source_file,
    cases.source_row,
    '名簿の範囲' as column_name,
    cases.roster_scope as value,
    count(*) as listed,
    any_value(roster.source_file) as roster_file
from source.survey_cases as cases
join source.participations as roster on roster.edition = cases.edition and roster.case_id = cases.case_id
where cases.roster_scope in ('全市区町村', 'なし')
group by all
