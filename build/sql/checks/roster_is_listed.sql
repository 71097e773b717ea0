-- 列「名簿の範囲」は「{value}」ですが、名簿（{roster_file}）にこの事例の行がありません。
-- 直し方: 名簿に参加市区町村を書くか、名簿がないときは「なし」に書きかえてください。
-- 決まり: 名簿の範囲が「全部」「一部」なら、名簿に行がある
-- needs whole: survey_cases, participations
select
    cases.source_file,
    cases.source_row,
    '名簿の範囲' as column_name,
    cases.roster_scope as value,
    replace(cases.source_file, 'survey/', 'participation/') as roster_file
from source.survey_cases as cases
where cases.roster_scope in ('全部', '一部')
    and cases.participant_count is distinct from 0
    and not exists (
        from source.participations as roster
        where roster.edition = cases.edition and roster.case_id = cases.case_id
    )
