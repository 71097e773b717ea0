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
        system_type_code,
        count(*) as cost_case_count,
        min(yen_per_1000_min) as yen_per_1000_min,
        max(yen_per_1000_max) as yen_per_1000_max
    from clean.cost_ranges
    where cost_kind = 'annual' and yen_per_1000_max is not null and not covers_other_systems
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
    select system_type_code, string_agg(statement_id, ';' order by survey_id, statement_number) as statement_ids
    from clean.system_wishes
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
