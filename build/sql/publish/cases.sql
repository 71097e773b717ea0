-- cases: joint procurement cases as recorded.
-- grain:   one row per edition and case
-- reads:   cases, case_answers, withdrawn_cases
-- units:   population_10k in 10,000 persons, staff_thousand in 1,000 persons
-- missing: every answer has a _status beside it; a withdrawn case keeps its row, all answers withdrawn
with completeness as (
    select
        edition,
        case_id,
        count(*) filter (where status = 'answered') as answered_count,
        count(*) as answerable_count
    from clean.case_answers
    group by all
)
select *, false as is_withdrawn
from clean.cases
join completeness using (edition, case_id)
union all by name
select
    *,
    0 as answered_count,
    (select count(*) from source.survey_fields where is_answer) as answerable_count,
    false as is_newest_edition,
    true as is_withdrawn
from clean.withdrawn_cases
order by edition, case_id
