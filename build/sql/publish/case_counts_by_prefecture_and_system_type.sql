-- case_counts_by_prefecture_and_system_type: recorded cases beside what the official matrix says.
-- grain:   one row per edition, prefecture and system type, zero rows included
-- reads:   editions, prefectures, system_types, cases, official_reports, withdrawn_tables
-- units:   cases
-- missing: the official "-" (in the matrix) and 0 (on the map) mean "no joint procurement reported", written in words
select
    editions.edition,
    prefectures.prefecture_code,
    prefectures.prefecture_name,
    types.system_type_code,
    types.system_type,
    count(cases.case_id) as case_count,
    count(cases.case_id) filter (where cases.official_match = '一致') as matched_case_count,
    case
        when 'official_figures' in (select table_name from clean.withdrawn_tables) then 'withdrawn'
        when any_value(official.is_reported) then 'reported'
        when not any_value(official.is_reported) then 'not_reported'
        else 'not_shown'
    end as official_report
from source.editions
cross join source.prefectures
cross join source.system_types as types
left join clean.cases
    on cases.edition = editions.edition
    and cases.prefecture_code = prefectures.prefecture_code
    and cases.system_type_code = types.system_type_code
left join clean.official_reports as official
    on official.edition = editions.edition
    and official.prefecture_code = prefectures.prefecture_code
    and official.system_type = types.system_type
group by
    editions.edition, editions.sort_order, prefectures.prefecture_code, prefectures.prefecture_name,
    types.system_type_code, types.system_type, types.sort_order
order by editions.sort_order, prefectures.prefecture_code, types.sort_order
