-- presence_bounds: in how many of the prefectures that no screen shows the official counts force a system type.
-- grain:   one row per dated edition and system type
-- reads:   editions, prefectures, system_types, cases, official_case_counts, official_reports
-- units:   prefectures
-- missing: a prefecture that no screen shows is not a "no"; where only the number of cases is published, it bounds
--          the number of prefectures from 1 to that number; without any number all is open
with recorded as (
    select distinct edition, prefecture_code, system_type_code from clean.cases
),
counted as (
    select
        editions.edition,
        editions.sort_order,
        types.system_type_code,
        types.system_type,
        types.sort_order as type_order,
        count(*) filter (where shown.is_reported) as reported_count,
        count(*) filter (where not shown.is_reported) as not_reported_count,
        count(*) filter (where shown.is_reported is null) as not_shown_count,
        count(recorded.prefecture_code) filter (where shown.is_reported is null) as recorded_not_shown_count
    from source.editions
    cross join source.prefectures
    cross join source.system_types as types
    left join clean.official_reports as shown
        on shown.edition = editions.edition
        and shown.prefecture_code = prefectures.prefecture_code
        and shown.system_type = types.system_type
    left join recorded
        on recorded.edition = editions.edition
        and recorded.prefecture_code = prefectures.prefecture_code
        and recorded.system_type_code = types.system_type_code
    where editions.reference_date is not null
    group by all
),
limited as (
    select
        counted.*,
        official.official_case_count,
        official.official_prefecture_count,
        greatest(coalesce(official.official_prefecture_count, least(official.official_case_count, 1), 0) - reported_count, 0) as lowest,
        least(
            coalesce(official.official_prefecture_count, official.official_case_count, reported_count + not_shown_count)
            - reported_count,
            not_shown_count
        ) as highest
    from counted
    left join source.official_case_counts as official using (edition, system_type)
)
select
    *,
    if(lowest <= highest, lowest, null) as lowest_count,
    if(lowest <= highest, highest, null) as highest_count,
    case
        when official_case_count is null then 'no_official'
        when lowest > highest then 'contradiction'
        when recorded_not_shown_count > highest then 'records_exceed'
        when highest = 0 then 'none'
        when lowest = not_shown_count then 'all'
        when lowest = highest then 'some'
        else 'range'
    end as conclusion
from limited
order by sort_order, type_order
