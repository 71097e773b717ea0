-- participation_by_prefecture_and_system_type: how many municipalities of each prefecture take part.
-- grain:   one row per dated edition, prefecture and system type
-- reads:   editions, prefectures, municipalities, system_types, cases, participations, official_participations,
--          official_reports, withdrawn_tables
-- units:   municipalities; participation_share from 0 to 1 of all municipalities of the prefecture
-- missing: with one case its own count holds; with several, their lists are joined if all are complete, else the
--          count is empty with status not_collected (adding the counts would count a municipality twice); without a recorded case the count is empty,
--          not_reported where the official screens say so and not_collected elsewhere: never "no"
with municipality_counts as (
    select prefecture_code, count(*) as municipality_count
    from source.municipalities
    group by all
),
joined as (
    select edition, prefecture_code, system_type_code, count(distinct municipality_code) as joined_count
    from clean.participations
    join clean.cases using (edition, case_id, prefecture_code)
    where participation = 'joined'
    group by all
),
counted as (
    select
        edition,
        prefecture_code,
        system_type_code,
        count(*) as case_count,
        case
            when count(*) = 1 then any_value(participant_count)
            when bool_and(roster_scope in ('全部', '全市区町村')) then coalesce(any_value(joined_count), 0)
        end as participant_count,
        case
            when count(*) = 1 then any_value(participant_count_status)
            when bool_and(roster_scope in ('全部', '全市区町村')) then 'answered'
            else 'not_collected'
        end as participant_count_status
    from clean.cases
    left join joined using (edition, prefecture_code, system_type_code)
    group by edition, prefecture_code, system_type_code
)
select
    editions.edition,
    prefectures.prefecture_code,
    prefectures.prefecture_name,
    prefectures.region,
    types.system_type_code,
    types.system_type,
    coalesce(counted.case_count, 0) as case_count,
    municipality_counts.municipality_count,
    counted.participant_count,
    case
        when counted.participant_count_status is not null then counted.participant_count_status
        when not reports.is_reported then 'not_reported'
        else 'not_collected'
    end as participant_count_status,
    round(counted.participant_count / municipality_counts.municipality_count, 4) as participation_share,
    case
        when counted.case_count is null then 'no_case'
        when counted.participant_count is null then 'share_unknown'
        when counted.participant_count * 2 >= municipality_counts.municipality_count then 'half_or_more'
        else 'under_half'
    end as share_class,
    official.official_participant_count,
    case
        when 'official_figures' in (select table_name from clean.withdrawn_tables) then 'withdrawn'
        when official.official_participant_count is null then 'not_shown'
        when official.official_participant_count = 0 then 'not_reported'
        when official.official_participant_count * 2 >= official.official_municipality_count then 'half_or_more'
        else 'under_half'
    end as official_share_class
from source.editions
cross join source.prefectures
cross join source.system_types as types
join municipality_counts using (prefecture_code)
left join counted using (edition, prefecture_code, system_type_code)
left join source.official_participations as official using (edition, prefecture_code, system_type)
left join clean.official_reports as reports using (edition, prefecture_code, system_type)
where editions.reference_date is not null
order by editions.sort_order, prefectures.prefecture_code, types.sort_order
