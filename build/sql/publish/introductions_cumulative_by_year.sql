-- introductions_cumulative_by_year: recorded cases and their participants, added up over the years of introduction.
-- grain:   one row per edition and system type (empty: all types together), and year from the first of the edition
--          to the last, years without a case included, from the type's first year on
-- reads:   cases
-- units:   cases, municipalities; a municipality in several cases counts once for each
-- missing: cases without a known year are in no row (introductions_by_year counts them); participants are added
--          where the count is known, and counted_case_count says for how many cases of that year it is
with introduced as (
    select
        edition,
        system_type_code,
        if(grouping(system_type_code) = 1, null, any_value(system_type)) as system_type,
        introduced_year,
        count(*) as case_count,
        count(participant_count) as counted_case_count,
        coalesce(sum(participant_count), 0)::bigint as participant_total
    from clean.cases
    where introduced_year is not null
    group by grouping sets ((edition, introduced_year), (edition, system_type_code, introduced_year))
),
spans as (
    select edition, system_type_code, system_type, min(introduced_year) as first_year
    from introduced
    group by all
),
last_years as (
    select edition, max(introduced_year) as last_year
    from introduced
    group by all
),
years as (
    select edition, system_type_code, system_type, unnest(generate_series(first_year, last_year)) as introduced_year
    from spans
    join last_years using (edition)
)
select
    years.edition,
    years.system_type_code,
    years.system_type,
    years.introduced_year,
    coalesce(introduced.case_count, 0) as case_count,
    sum(coalesce(introduced.case_count, 0)) over so_far::bigint as cumulative_case_count,
    coalesce(introduced.counted_case_count, 0) as counted_case_count,
    coalesce(introduced.participant_total, 0) as participant_total,
    sum(coalesce(introduced.participant_total, 0)) over so_far::bigint as cumulative_participant_total
from years
left join introduced
    on introduced.edition = years.edition
    and introduced.system_type_code is not distinct from years.system_type_code
    and introduced.introduced_year = years.introduced_year
window so_far as (partition by years.edition, years.system_type_code order by years.introduced_year)
order by years.edition, years.system_type_code nulls first, years.introduced_year
