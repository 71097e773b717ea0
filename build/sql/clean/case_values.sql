-- case_values: what each case says to the questions that take several values, one value a row.
-- grain:   one row per edition, case, question and value
-- reads:   survey_cases (values separated by ";"), survey_fields
-- missing: a case without an answer has no row
with texts as (
    from (
        unpivot (select edition, case_id, columns(* exclude (edition, case_id))::varchar as '\0' from source.survey_cases)
        on columns(* exclude (edition, case_id))
        into name field value value
    )
)
select edition, case_id, field, trim(unnest(string_split(value, ';'))) as value
from texts
semi join (from source.survey_fields where is_multiple) using (field)
