-- 列「公表都道府県数」は {value} ですが、公表された有無（presence.csv）では「{system_type}」が {present} 都道府県で「あり」です。
-- 直し方: 公表画面を確かめて、presence.csv かこの数を直してください。
-- 決まり: 「あり」の都道府県の数は、公表都道府県数より多くならない
-- needs whole: official_case_counts, official_presences
select
    counts.source_file,
    counts.source_row,
    '公表都道府県数' as column_name,
    counts.official_prefecture_count as value,
    counts.system_type,
    count(*) as present
from source.official_case_counts as counts
join source.official_presences as presences
    on presences.edition = counts.edition
    and presences.system_type = counts.system_type
    and presences.is_reported
group by all
having present > value
