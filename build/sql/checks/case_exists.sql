-- 列「事例ID」の「{value}」という事例は、版 {edition} の調査票（data/survey/{edition}/）にありません。
-- 直し方: 事例IDを確かめてください。調査票にまだない事例なら、先に調査票に1行書いてください。
-- 決まり: 名簿・出典・参加団体数の行は、同じ版の調査票にある事例について書く
-- needs whole: survey_cases
with written as (
    select source_file, source_row, edition, case_id from source.participations
    union all
    select source_file, source_row, edition, case_id from source.evidence
    union all
    select source_file, source_row, edition, case_id from source.participant_counts
)
select written.source_file, written.source_row, '事例ID' as column_name, written.case_id as value, written.edition
from written
anti join source.survey_cases as cases on cases.edition = written.edition and cases.case_id = written.case_id
where written.case_id is not null
