-- prefecture_standings: what is known of every prefecture and system type, beside its neighbours.
-- grain:   one row per prefecture and system type, of the newest official edition and all newest cases
-- reads:   editions, prefectures, system_types, prefecture_neighbours, cases, official_reports, official_case_counts,
--          withdrawn_tables
-- units:   cases, prefectures
-- missing: not_shown is what nobody has told us: neither a record nor a screen. It is never a "no"; that takes an official
--          screen (not_reported) or official counts that leave no room (ruled_out)
with newest as (
    select edition
    from source.editions
    where edition_kind = '公表'
    order by reference_date desc
    limit 1
),
owned as (
    select
        prefecture_code,
        system_type_code,
        count(*) as case_count,
        count(*) filter (where edition in (from newest)) as counted_case_count,
        string_agg(case_id, ';' order by case_id) as case_ids
    from clean.cases
    where is_newest_edition
    group by all
),
pairs as (
    select
        prefectures.prefecture_code,
        prefectures.prefecture_name,
        types.system_type_code,
        types.system_type,
        types.sort_order,
        coalesce(owned.case_count, 0) as case_count,
        owned.case_ids,
        shown.is_reported,
        official.official_prefecture_count - count(*) filter (where shown.is_reported) over by_type as hidden_count,
        count(*) filter (where shown.is_reported is null) over by_type as not_shown_count,
        count(*) filter (where shown.is_reported is null and owned.counted_case_count > 0) over by_type as recorded_not_shown_count
    from source.prefectures
    cross join source.system_types as types
    cross join newest
    left join owned using (prefecture_code, system_type_code)
    left join source.official_case_counts as official
        on official.edition = newest.edition and official.system_type = types.system_type
    left join clean.official_reports as shown
        on shown.edition = newest.edition
        and shown.prefecture_code = prefectures.prefecture_code
        and shown.system_type = types.system_type
    window by_type as (partition by types.system_type_code)
),
standings as (
    select
        *,
        case
            when 'official_figures' in (select table_name from clean.withdrawn_tables) then 'withdrawn'
            when is_reported then 'reported'
            when not is_reported then 'not_reported'
            when hidden_count = not_shown_count then 'forced'
            when hidden_count = 0 and recorded_not_shown_count = 0 then 'ruled_out'
            else 'not_shown'
        end as official_report
    from pairs
),
beside as (
    select
        neighbours.prefecture_code,
        others.system_type_code,
        count(*) as neighbour_count,
        string_agg(others.prefecture_name, ';' order by others.prefecture_code)
            filter (where others.case_count > 0 or others.official_report in ('reported', 'forced')) as neighbour_names,
        string_agg(others.case_ids, ';' order by others.prefecture_code) as neighbour_case_ids,
        count(*) filter (where others.case_count = 0 and others.official_report in ('not_shown', 'withdrawn')) as neighbour_unknown_count
    from source.prefecture_neighbours as neighbours
    join standings as others on others.prefecture_code = neighbours.neighbour_code
    group by all
)
select
    standings.*,
    if(case_count > 0, 'recorded', official_report) as standing,
    coalesce(beside.neighbour_count, 0) as neighbour_count,
    beside.neighbour_names,
    beside.neighbour_case_ids,
    coalesce(beside.neighbour_unknown_count, 0) as neighbour_unknown_count
from standings
left join beside using (prefecture_code, system_type_code)
order by prefecture_code, sort_order
