-- demand_by_region: what surveys say is wanted, beside what is recorded, for those who offer systems.
-- grain:   one row per region and system type
-- reads:   prefectures, municipalities, system_types, cases, participations, demand_surveys, demand_statements,
--          official_reports
-- units:   statements, cases, prefectures, municipalities
-- missing: a prefecture without a recorded case or that no screen shows may have a joint procurement all the same;
--          a nationwide survey counts in every region, apart from the region's own
with wishes as (
    select wishes.system_type_code, places.region, wishes.statement_id
    from clean.system_wishes as wishes
    left join source.prefectures as places using (prefecture_code)
),
shown as (
    select prefecture_code, system_type, bool_or(is_reported) as is_reported
    from clean.official_reports
    group by all
),
standing as (
    select
        cases.region,
        cases.system_type_code,
        rosters.municipality_code,
        bool_or(rosters.participation = 'joined') as has_joined,
        bool_and(rosters.participation = 'not_joined') as is_outside
    from clean.cases
    join clean.participations as rosters using (edition, case_id, prefecture_code)
    where cases.is_newest_edition
    group by all
),
towns as (
    select
        region,
        system_type_code,
        count(*) filter (where has_joined) as joined_municipality_count,
        count(*) filter (where not has_joined and not is_outside) as open_municipality_count
    from standing
    group by all
),
recorded as (
    select region, system_type_code, count(*) as case_count, count(distinct prefecture_code) as case_prefecture_count
    from clean.cases
    where is_newest_edition
    group by all
),
totals as (
    select region, count(*) as municipality_count
    from source.municipalities
    join source.prefectures using (prefecture_code)
    group by all
),
regions as (
    select
        prefectures.region,
        min(prefectures.prefecture_code) as first_code,
        types.system_type_code,
        types.system_type,
        types.sort_order,
        count(*) as prefecture_count,
        count(*) filter (where shown.is_reported) as reported_prefecture_count,
        count(*) filter (where shown.is_reported is null) as not_shown_prefecture_count
    from source.prefectures
    cross join source.system_types as types
    left join shown
        on shown.prefecture_code = prefectures.prefecture_code and shown.system_type = types.system_type
    group by all
),
told as (
    select
        regions.region,
        regions.system_type_code,
        count(wishes.statement_id) filter (where wishes.region = regions.region) as regional_statement_count,
        string_agg(wishes.statement_id, ';' order by wishes.statement_id)
            filter (where wishes.region = regions.region) as regional_statement_ids,
        count(wishes.statement_id) filter (where wishes.region is null) as national_statement_count,
        string_agg(wishes.statement_id, ';' order by wishes.statement_id)
            filter (where wishes.region is null) as national_statement_ids
    from regions
    left join wishes on wishes.system_type_code = regions.system_type_code
    group by all
)
select
    regions.*,
    told.* exclude (region, system_type_code),
    coalesce(recorded.case_count, 0) as case_count,
    coalesce(recorded.case_prefecture_count, 0) as case_prefecture_count,
    coalesce(towns.joined_municipality_count, 0) as joined_municipality_count,
    coalesce(towns.open_municipality_count, 0) as open_municipality_count,
    totals.municipality_count
from regions
join told using (region, system_type_code)
join totals using (region)
left join recorded using (region, system_type_code)
left join towns using (region, system_type_code)
order by regions.first_code, regions.sort_order
