-- cases: joint procurement cases as recorded.
-- grain:   one row per edition and case
-- reads:   cases, case_statuses
-- units:   population_10k in 10,000 persons, staff_thousand in 1,000 persons
-- missing: every answer has a _status beside it
with completeness as (
    select
        edition,
        case_id,
        count(*) filter (where status = 'answered') as answered_count,
        count(*) as answerable_count
    from clean.case_statuses
    group by all
)
select *
from clean.cases
join completeness using (edition, case_id)
order by edition, case_id
