-- coverage: for every field of the survey, how many recorded cases have a value, and why the others have none.
-- grain:   one row per edition, field and status
-- reads:   case_answers, survey_fields
-- units:   cases
select
    answers.edition,
    answers.field,
    fields.field_title,
    answers.status,
    count(*) as case_count
from clean.case_answers as answers
join source.survey_fields as fields using (field)
group by answers.edition, answers.field, fields.field_title, fields.position, answers.status
order by answers.edition, fields.position, answers.status
