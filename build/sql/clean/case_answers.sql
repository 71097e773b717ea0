-- case_answers: what each case answered to each question, as text, and why it has no answer.
-- grain:   one row per edition, case and question; several answers to one question stand in one row, ";" between them
-- reads:   survey_cases, survey_fields
-- missing: no answer has an empty value; its status says why
with texts as (
    from (
        unpivot (select edition, case_id, columns(* exclude (edition, case_id))::varchar as '\0' from source.survey_cases)
        on columns(* exclude (edition, case_id))
        into name field value value
    )
),
statuses as (
    from (
        unpivot (select edition, case_id, columns('.*_status') as '\0' from source.survey_cases)
        on columns('.*_status')
        into name status_column value status
    )
)
select statuses.edition, statuses.case_id, fields.field, texts.value, statuses.status
from statuses
join source.survey_fields as fields on fields.field || '_status' = statuses.status_column
left join texts
    on texts.edition = statuses.edition and texts.case_id = statuses.case_id and texts.field = fields.field
