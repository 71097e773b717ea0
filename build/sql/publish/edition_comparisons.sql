-- edition_comparisons: how many cases an official edition has, and how many the one before it had, by system type.
-- grain:   one row per official edition but the first, and system type of the code list
-- reads:   editions, system_types, cases, case_answers, official_case_counts
-- units:   cases
-- missing: a type that the official screens do not show has an empty official count, not 0
with official as (
    select edition, lag(edition) over (order by reference_date) as previous_edition, sort_order
    from source.editions
    where edition_kind = '公表'
),
pairs as (from official where previous_edition is not null),
answers as (
    select edition, case_id, list({field: field, value: value, status: status} order by field) as given
    from clean.case_answers
    group by all
),
recorded as (
    select cases.edition, cases.case_id, cases.system_type_code, answers.given
    from clean.cases
    join answers using (edition, case_id)
),
sides as (
    select pairs.edition, recorded.case_id, recorded.system_type_code, recorded.given, true as is_here
    from pairs
    join recorded on recorded.edition = pairs.edition
    union all
    select pairs.edition, recorded.case_id, recorded.system_type_code, recorded.given, false
    from pairs
    join recorded on recorded.edition = pairs.previous_edition
),
compared as (
    select
        edition,
        case_id,
        arg_max(system_type_code, is_here) as system_type_code,
        bool_or(is_here) as is_here,
        bool_or(not is_here) as was_here,
        count(distinct given) > 1 as is_changed
    from sides
    group by edition, case_id
)
select
    pairs.edition,
    pairs.previous_edition,
    types.system_type_code,
    types.system_type,
    types.category,
    count(*) filter (where compared.was_here) as previous_case_count,
    count(*) filter (where compared.is_here) as case_count,
    count(*) filter (where compared.is_here and not compared.was_here) as added_case_count,
    count(*) filter (where compared.was_here and not compared.is_here) as removed_case_count,
    count(*) filter (where compared.is_here and compared.was_here and compared.is_changed) as changed_case_count,
    any_value(old.official_case_count) as previous_official_case_count,
    any_value(now.official_case_count) as official_case_count
from pairs
cross join source.system_types as types
left join compared on compared.edition = pairs.edition and compared.system_type_code = types.system_type_code
left join source.official_case_counts as old
    on old.edition = pairs.previous_edition and old.system_type = types.system_type
left join source.official_case_counts as now on now.edition = pairs.edition and now.system_type = types.system_type
group by
    pairs.edition, pairs.previous_edition, pairs.sort_order,
    types.system_type_code, types.system_type, types.category, types.sort_order
order by pairs.sort_order, types.sort_order
