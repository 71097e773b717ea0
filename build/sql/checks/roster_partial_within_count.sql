-- 列「参加自治体数」は {value} ですが、名簿にはそれより多い {listed} 市区町村あります（名簿の範囲は「一部」）。
-- 直し方: 数が正しければ名簿（{roster_file}）の余分な行を消し、名簿が正しければ、全部の数を確かめて書きかえてください。
-- 決まり: 名簿の範囲が「一部」なら、名簿の市区町村の数は参加自治体数より多くならない
-- needs whole: survey_cases, participations
select
    cases.source_file,
    cases.source_row,
    '参加自治体数' as column_name,
    cases.participant_count as value,
    count(roster.municipality_code) as listed,
    replace(cases.source_file, 'survey/', 'participation/') as roster_file
from source.survey_cases as cases
join source.participations as roster on roster.edition = cases.edition and roster.case_id = cases.case_id
where cases.roster_scope = '一部'
group by all
having listed > value
