-- case_counts_by_category: recorded cases of each category of systems, beside the official count.
-- grain:   one row per edition and category, zero rows included
-- reads:   editions, system_types, cases, official_case_counts
-- units:   cases
-- missing: an edition without official figures has an empty official_case_count, not 0
with recorded as (
    select
        edition,
        category,
        count(*) as case_count,
        count(*) filter (where official_match = '一致') as matched_case_count,
        count(*) filter (where official_match = '一致' and certainty = '公表') as matched_content_count
    from clean.cases
    group by all
),
official as (
    select edition, category, sum(official_case_count)::bigint as official_case_count
    from source.official_case_counts
    join source.system_types using (system_type)
    group by all
)
select
    editions.edition,
    types.category,
    coalesce(any_value(recorded.case_count), 0) as case_count,
    coalesce(any_value(recorded.matched_case_count), 0) as matched_case_count,
    coalesce(any_value(recorded.matched_content_count), 0) as matched_content_count,
    any_value(official.official_case_count) as official_case_count
from source.editions
cross join source.system_types as types
left join recorded on recorded.edition = editions.edition and recorded.category = types.category
left join official on official.edition = editions.edition and official.category = types.category
group by editions.edition, editions.sort_order, types.category
order by editions.sort_order, min(types.sort_order)
