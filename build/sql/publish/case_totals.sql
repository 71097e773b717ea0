-- case_totals: how many cases are recorded in all, beside the official total.
-- grain:   one row per edition
-- reads:   editions, cases, withdrawn_cases, official_case_counts
-- units:   cases, prefectures, system types
-- missing: an edition without official figures has an empty official_case_count, not 0
with official as (
    select edition, sum(official_case_count)::bigint as official_case_count
    from source.official_case_counts
    group by all
)
select
    editions.edition,
    count(cases.case_id) as case_count,
    count(cases.case_id) filter (where cases.official_match = '一致') as matched_case_count,
    count(cases.case_id) filter (where cases.official_match = '一致' and cases.certainty = '公表') as matched_content_count,
    count(cases.case_id) filter (where cases.certainty != '存在のみ') as known_case_count,
    count(cases.case_id) filter (where cases.certainty = '存在のみ') as existence_case_count,
    (select count(*) from clean.withdrawn_cases as taken where taken.edition = editions.edition) as withdrawn_case_count,
    count(distinct cases.prefecture_code) as prefecture_count,
    count(distinct cases.system_type_code) as system_type_count,
    any_value(official.official_case_count) as official_case_count
from source.editions
left join clean.cases on cases.edition = editions.edition
left join official on official.edition = editions.edition
group by editions.edition, editions.sort_order
order by editions.sort_order
