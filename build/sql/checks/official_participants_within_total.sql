-- 列「参加市区町村数」は {value} ですが、同じ行の市区町村数は {total} しかありません。
-- 直し方: 公表画面を確かめて、どちらかの数を直してください。
-- 決まり: 参加市区町村数は市区町村数より多くならない
-- needs whole: official_participations
select
    source_file,
    source_row,
    '参加市区町村数' as column_name,
    official_participant_count as value,
    official_municipality_count as total
from source.official_participations
where official_participant_count > official_municipality_count
