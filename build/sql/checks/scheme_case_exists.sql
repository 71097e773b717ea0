-- 列「事例ID」の「{value}」という事例は、どの版の調査票（data/survey/）にもありません。
-- 直し方: 事例IDを確かめてください。調査票にまだない事例なら、先に調査票に1行書いてください。
-- 決まり: 体制・出来事・金額・削減・文書の行は、調査票にある事例について書く
-- needs whole: survey_cases
with written as (
    select source_file, source_row, case_id from source.scheme_cases
    union all
    select source_file, source_row, case_id from source.subsidies_applied
    union all
    select source_file, source_row, case_id from source.case_events
    union all
    select source_file, source_row, case_id from source.case_amounts
    union all
    select source_file, source_row, case_id from source.savings
    union all
    select source_file, source_row, case_id from source.case_documents
)
select written.source_file, written.source_row, '事例ID' as column_name, written.case_id as value
from written
anti join source.survey_cases as cases on cases.case_id = written.case_id
where written.case_id is not null
