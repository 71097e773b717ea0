-- 列「市区町村名」の「{value}」は、同じ都道府県の {other_row} 行目にもあります。
-- 直し方: どちらかの名前が誤りです。確かめて直してください。
-- 決まり: 1つの都道府県の中で、市区町村名は1つだけ（北海道の泊村のように、郡・支庁が違えば別の団体）
-- needs whole: municipalities
select
    later.source_file,
    later.source_row,
    '市区町村名' as column_name,
    later.municipality_name as value,
    min(earlier.source_row) as other_row
from source.municipalities as later
join source.municipalities as earlier
    on earlier.prefecture_code = later.prefecture_code
    and earlier.municipality_name = later.municipality_name
    and earlier.district is not distinct from later.district
    and earlier.source_row < later.source_row
group by all
