-- stated_counts: how many bodies took part at a date, the same date of several sources together.
-- grain:   one row per edition, case, what is counted and date
-- reads:   participant_counts
-- units:   bodies
select
    edition,
    case_id,
    counted,
    as_of_year || coalesce('-' || lpad(as_of_month::varchar, 2, '0'), '') as as_of,
    min(count) as lowest_count,
    max(count) as highest_count,
    count(distinct source_id) as source_count
from source.participant_counts
group by all
