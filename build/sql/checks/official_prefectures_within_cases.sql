-- 列「公表都道府県数」は {value} ですが、同じ行の公表件数は {cases} しかありません。
-- 直し方: 公表画面を確かめて、どちらかの数を直してください。
-- 決まり: 事例のある都道府県の数は、事例の件数より多くならない
-- needs whole: official_case_counts
select
    source_file,
    source_row,
    '公表都道府県数' as column_name,
    official_prefecture_count as value,
    official_case_count as cases
from source.official_case_counts
where official_prefecture_count > official_case_count
