-- 列「市区町村数」は {value} ですが、{prefecture_name}の市区町村は {total} です。
-- 直し方: 公表画面と data/codes/municipalities.csv を確かめてください。
-- 決まり: 公表された市区町村数は、市区町村のコード表の数と同じ（合計 1,741）
-- needs whole: official_participations, municipalities, prefectures
select
    official.source_file,
    official.source_row,
    '市区町村数' as column_name,
    official.official_municipality_count as value,
    prefectures.prefecture_name,
    count(municipalities.municipality_code) as total
from source.official_participations as official
join source.prefectures on prefectures.prefecture_code = official.prefecture_code
left join source.municipalities on municipalities.prefecture_code = official.prefecture_code
group by all
having value <> total
