-- introductions: recorded cases and their participants, added up over the years of introduction, of each type and of all.
-- grain:   one row per edition, system type (empty for all together) and year, from the first year of the type to the
--          last of the edition, years without a case included
-- reads:   survey_cases, system_types
-- units:   cases, municipalities; a municipality in several cases counts once for each
-- missing: cases without a known year are in no row; participants are added where the count is known: the total is empty
--          where a year has cases and none of them is counted
with introduced as (
    select
        edition,
        system_types.system_type_code,
        system_type,
        introduced_year,
        count(*) as case_count,
        count(participant_count) as counted_case_count,
        sum(participant_count)::bigint as participant_total
    from source.survey_cases
    join source.system_types using (system_type)
    where introduced_year is not null
    group by grouping sets (
        (edition, system_types.system_type_code, system_type, introduced_year), (edition, introduced_year)
    )
),
last_years as (
    select edition, max(introduced_year) as last_year
    from introduced
    group by edition
),
years as (
    select edition, system_type_code, system_type, unnest(generate_series(min(introduced_year), any_value(last_year))) as introduced_year
    from introduced
    join last_years using (edition)
    group by edition, system_type_code, system_type
)
select
    years.edition,
    years.system_type_code,
    years.system_type,
    years.introduced_year,
    coalesce(introduced.case_count, 0) as case_count,
    sum(coalesce(introduced.case_count, 0)) over so_far::bigint as cumulative_case_count,
    coalesce(introduced.counted_case_count, 0) as counted_case_count,
    sum(coalesce(introduced.counted_case_count, 0)) over so_far::bigint as cumulative_counted_case_count,
    if(introduced.case_count is null, 0, introduced.participant_total) as participant_total,
    coalesce(sum(introduced.participant_total) over so_far, 0)::bigint as cumulative_participant_total
from years
left join introduced
    on introduced.edition = years.edition
    and introduced.system_type_code is not distinct from years.system_type_code
    and introduced.introduced_year = years.introduced_year
window so_far as (partition by years.edition, years.system_type_code order by years.introduced_year)
