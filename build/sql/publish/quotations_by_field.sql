-- quotations_by_field: for every field of the survey, how many answers stand beside the sentence they were taken from.
-- grain:   one row per edition and field
-- reads:   case_answers, evidence, survey_fields
-- units:   answers; each count is a part of the one before it
with marked as (
    select
        answers.edition,
        answers.case_id,
        fields.field,
        fields.field_title,
        fields.position,
        count(evidence.case_id) > 0 as is_cited,
        count(evidence.quotation) > 0 as is_quoted
    from clean.case_answers as answers
    join source.survey_fields as fields using (field)
    left join source.evidence as evidence
        on evidence.edition = answers.edition
        and evidence.case_id = answers.case_id
        and evidence.field = fields.field_title
        and evidence.is_adopted
    where answers.status = 'answered'
    group by all
)
select
    edition,
    field,
    field_title,
    count(*) as answered_count,
    count(*) filter (where is_cited) as cited_count,
    count(*) filter (where is_quoted) as quoted_count
from marked
group by edition, field, field_title, position
order by edition, position
