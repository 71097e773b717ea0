-- coverage: for every field of the survey, how many recorded cases have a value, and why the others have none.
-- grain:   one row per edition, field and status
-- reads:   case_statuses, survey_fields
-- units:   cases
select
    statuses.edition,
    fields.field,
    fields.field_title,
    statuses.status,
    count(*) as case_count
from clean.case_statuses as statuses
join source.survey_fields as fields on fields.field || '_status' = statuses.status_column
group by statuses.edition, fields.field, fields.field_title, fields.position, statuses.status
order by statuses.edition, fields.position, statuses.status
