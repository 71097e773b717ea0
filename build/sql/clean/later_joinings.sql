-- later_joinings: evidence that bodies joined a case after it began.
-- grain:   one row per case and piece of evidence
-- reads:   participant_counts, case_events
-- missing: a case that is not here may have been joined later or not
with counted as (
    select
        case_id,
        counted,
        as_of_year || coalesce('-' || lpad(as_of_month::varchar, 2, '0'), '') as as_of,
        count
    from source.participant_counts
)
select distinct later.case_id, later.case_id as evidence_id
from counted as earlier
join counted as later
    on later.case_id = earlier.case_id
    and later.counted = earlier.counted
    and later.as_of > earlier.as_of
    and later.count > earlier.count
where not starts_with(later.as_of, earlier.as_of)
union all
select case_id, event_id
from source.case_events
where kind = '参加' and certainty = '実績'
