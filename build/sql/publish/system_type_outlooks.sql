-- system_type_outlooks: what there is to go by when a system type is to be procured jointly for the first time.
-- grain:   one row per system type
-- reads:   editions, system_types, cases, cost_bands, case_amounts, official_case_counts, schemes, scheme_cases,
--          demand_surveys, demand_statements
-- units:   cases, prefectures; yen a year for 1,000 residents, over every case whose band and population are known and
--          whose cost is of this system type alone
-- missing: without such a case the range is empty: not known, not free. A case that tells no challenge may have had some
with newest as (
    select * from clean.cases where is_newest_edition
),
costs as (
    select
        newest.system_type_code,
        count(*) as cost_case_count,
        min(floor(bands.cost_yen_min * 1000 / (newest.population_10k * 10000 + 9999)))::bigint as yen_per_1000_min,
        max(ceil(bands.cost_yen_max * 1000 / (newest.population_10k * 10000)))::bigint as yen_per_1000_max
    from newest
    join source.cost_bands as bands on bands.cost_band = newest.annual_cost_band
    where newest.population_10k > 0
        and bands.cost_yen_max is not null
        and newest.case_id not in (
            select case_id
            from source.case_amounts
            where kind = '年間運用費用の規模' and (other_system_type is not null or other_case_ids is not null)
        )
    group by all
),
told as (
    select
        newest.system_type_code,
        count(*) as case_count,
        count(distinct newest.prefecture_code) as case_prefecture_count,
        string_agg(newest.case_id, ';' order by newest.case_id) filter (where newest.challenges is not null) as challenge_case_ids
    from newest
    group by all
),
arranged as (
    select newest.system_type_code, string_agg(distinct scheme_id, ';' order by scheme_id) as scheme_ids
    from newest
    join source.scheme_cases using (case_id)
    group by all
),
wished as (
    select
        types.system_type_code,
        string_agg(
            statements.survey_id || ' ' || statements.statement_number, ';'
            order by statements.survey_id, statements.statement_number
        ) as statement_ids
    from source.demand_statements as statements
    join source.demand_surveys using (survey_id)
    join source.system_types as types using (system_type)
    group by all
)
select
    types.system_type_code,
    types.system_type,
    official.official_case_count,
    official.official_prefecture_count,
    coalesce(told.case_count, 0) as case_count,
    coalesce(told.case_prefecture_count, 0) as case_prefecture_count,
    coalesce(costs.cost_case_count, 0) as cost_case_count,
    costs.yen_per_1000_min,
    costs.yen_per_1000_max,
    told.challenge_case_ids,
    arranged.scheme_ids,
    wished.statement_ids
from source.system_types as types
left join source.official_case_counts as official
    on official.system_type = types.system_type
    and official.edition = (select max_by(edition, reference_date) from source.editions where edition_kind = '公表')
left join told using (system_type_code)
left join costs using (system_type_code)
left join arranged using (system_type_code)
left join wished using (system_type_code)
order by types.sort_order
