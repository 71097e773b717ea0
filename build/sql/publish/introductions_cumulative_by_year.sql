-- introductions_cumulative_by_year: recorded cases and their participants, added up over the years of introduction.
-- grain:   one row per edition and year, from the first of the edition to the last, years without a case included
-- reads:   cases
-- units:   cases, municipalities; a municipality in several cases counts once for each
-- missing: cases without a known year are in no row (introductions_by_year counts them); participants are added where
--          the count is known: the total is empty where a year has cases and none of them is counted
with introduced as (
    select
        edition,
        introduced_year,
        count(*) as case_count,
        count(participant_count) as counted_case_count,
        sum(participant_count)::bigint as participant_total
    from clean.cases
    where introduced_year is not null
    group by all
),
years as (
    select edition, unnest(generate_series(min(introduced_year), max(introduced_year))) as introduced_year
    from introduced
    group by edition
)
select
    years.edition,
    years.introduced_year,
    coalesce(introduced.case_count, 0) as case_count,
    sum(coalesce(introduced.case_count, 0)) over so_far::bigint as cumulative_case_count,
    coalesce(introduced.counted_case_count, 0) as counted_case_count,
    sum(coalesce(introduced.counted_case_count, 0)) over so_far::bigint as cumulative_counted_case_count,
    if(introduced.case_count is null, 0, introduced.participant_total) as participant_total,
    coalesce(sum(introduced.participant_total) over so_far, 0)::bigint as cumulative_participant_total
from years
left join introduced using (edition, introduced_year)
window so_far as (partition by years.edition order by years.introduced_year)
order by years.edition, years.introduced_year
