-- case_counts_by_system_type: recorded cases of each system type, beside the official count.
-- grain:   one row per edition and system type of the code list, zero rows included
-- reads:   editions, system_types, cases, withdrawn_cases, official_case_counts
-- units:   cases, prefectures
-- missing: a type or edition that the official screens do not show has an empty official count, not 0
select
    editions.edition,
    types.system_type_code,
    types.system_type,
    types.category,
    count(cases.case_id) as case_count,
    count(cases.case_id) filter (where cases.official_match = '一致') as matched_case_count,
    count(cases.case_id) filter (where cases.official_match = '一致' and cases.certainty = '公表') as matched_content_count,
    (
        select count(*)
        from clean.withdrawn_cases as taken
        where taken.edition = editions.edition and taken.system_type_code = types.system_type_code
    ) as withdrawn_case_count,
    count(distinct cases.prefecture_code) as prefecture_count,
    any_value(official.official_case_count) as official_case_count,
    any_value(official.official_prefecture_count) as official_prefecture_count
from source.editions
cross join source.system_types as types
left join clean.cases on cases.edition = editions.edition and cases.system_type_code = types.system_type_code
left join source.official_case_counts as official
    on official.edition = editions.edition
    and official.system_type = types.system_type
group by editions.edition, editions.sort_order, types.system_type_code, types.system_type, types.category, types.sort_order
order by editions.sort_order, types.sort_order
