-- case_statuses: why each answer of each case has a value or has none.
-- grain:   one row per edition, case and answerable field
-- reads:   survey_cases
unpivot (
    select edition, case_id, columns('.*_status') as '\0' from source.survey_cases
)
on columns('.*_status')
into name status_column value status
