-- case_counts_by_choice: for every question with fixed choices, how many recorded cases gave which answer.
-- grain:   one row per edition, question and choice, zero rows included; and one per edition, question and status for
--          the cases without an answer
-- reads:   editions, case_answers, survey_fields, survey_choices
-- units:   cases; one that gave several answers to a question is counted once for each
with answers as (
    select edition, case_id, field, status, trim(unnest(string_split(value, ';'))) as value
    from clean.case_answers
    where status = 'answered'
),
answered as (
    select
        editions.edition, choices.field, choices.choice, 'answered' as status, choices.position, count(answers.case_id) as case_count
    from source.editions
    cross join source.survey_choices as choices
    left join answers
        on answers.edition = editions.edition and answers.field = choices.field and answers.value = choices.value
    group by all
),
missing as (
    select edition, field, null as choice, status, null as position, count(*) as case_count
    from clean.case_answers
    semi join source.survey_choices using (field)
    where status != 'answered'
    group by all
)
select counts.edition, counts.field, fields.field_title, counts.choice, counts.status, counts.case_count
from (from answered union all from missing) as counts
join source.survey_fields as fields using (field)
join source.editions using (edition)
order by editions.sort_order, fields.position, counts.position nulls last, counts.status
