-- 列「参加自治体数」は {value} ですが、名簿には {listed} 市区町村あります（名簿の範囲は「全部」）。
-- 直し方: 数が正しければ名簿（{roster_file}）を直し、名簿が正しければ {listed} に書きかえてください。名簿が途中なら、名簿の範囲を「一部」にしてください。
-- 決まり: 名簿の範囲が「全部」なら、参加自治体数と名簿の市区町村の数は同じ（機械可読性ルール L2-02）
-- needs whole: survey_cases, participations
select
    cases.source_file,
    cases.source_row,
    '参加自治体数' as column_name,
    cases.participant_count as value,
    count(roster.municipality_code) as listed,
    replace(cases.source_file, 'survey/', 'participation/') as roster_file
from source.survey_cases as cases
left join source.participations as roster on roster.edition = cases.edition and roster.case_id = cases.case_id
where cases.roster_scope = '全部' and cases.participant_count is not null
group by all
having listed > 0 and listed <> value
