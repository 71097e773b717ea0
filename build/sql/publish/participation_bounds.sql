-- participation_bounds: how many municipalities take part at least and at most.
-- grain:   one row per dated edition, prefecture and system type
-- reads:   editions, prefectures, municipalities, system_types, cases, participations
-- units:   municipalities; shares from 0 to 1 of all municipalities of the prefecture
-- missing: a prefecture without a recorded case is unknown as a whole, from none to all. A case without a complete
--          roster may be joined by anyone; its stated number, if any, limits how many
with rosters as (
    select
        cases.edition,
        cases.case_id,
        cases.prefecture_code,
        cases.system_type_code,
        count(*) filter (where participations.participation = 'joined') as named_count,
        bool_and(participations.participation <> 'unknown') as is_complete,
        any_value(cases.participant_count) as stated_count
    from clean.cases
    join clean.participations using (edition, case_id, prefecture_code)
    group by all
),
named as (
    select edition, prefecture_code, system_type_code, count(distinct municipality_code) as joined_count
    from clean.participations
    join clean.cases using (edition, case_id, prefecture_code)
    where participation = 'joined'
    group by all
),
limits as (
    select
        edition,
        prefecture_code,
        system_type_code,
        count(*) as case_count,
        bool_and(is_complete) as is_complete,
        max(stated_count) filter (where not is_complete) as largest_stated,
        sum(greatest(stated_count - named_count, 0)) filter (where not is_complete) as unnamed_count,
        bool_or(not is_complete and stated_count is null) as is_open
    from rosters
    group by all
),
totals as (
    select prefecture_code, count(*) as municipality_count from source.municipalities group by all
),
bounds as (
    select
        editions.edition,
        editions.sort_order,
        prefectures.prefecture_code,
        prefectures.prefecture_name,
        types.system_type_code,
        types.system_type,
        types.sort_order as type_order,
        totals.municipality_count,
        coalesce(limits.case_count, 0) as case_count,
        coalesce(named.joined_count, 0) as joined_count,
        if(limits.is_complete, totals.municipality_count - coalesce(named.joined_count, 0), 0) as not_joined_count,
        greatest(coalesce(named.joined_count, 0), least(coalesce(limits.largest_stated, 0), totals.municipality_count)) as lowest_count,
        if(
            coalesce(limits.is_open, true),
            totals.municipality_count,
            least(coalesce(named.joined_count, 0) + coalesce(limits.unnamed_count, 0), totals.municipality_count)
        )::bigint as highest_count
    from source.editions
    cross join source.prefectures
    cross join source.system_types as types
    join totals using (prefecture_code)
    left join limits using (edition, prefecture_code, system_type_code)
    left join named using (edition, prefecture_code, system_type_code)
    where editions.reference_date is not null
)
select
    *,
    municipality_count - joined_count - not_joined_count as unknown_count,
    round(lowest_count / municipality_count, 4) as lowest_share,
    round(highest_count / municipality_count, 4) as highest_share
from bounds
order by sort_order, prefecture_code, type_order
