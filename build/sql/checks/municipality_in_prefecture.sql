-- 列「市区町村コード」の「{value}」（{municipality_name}）は{municipality_prefecture_name}の市区町村で、事例 {case_id} の{prefecture_name}にはありません。
-- 直し方: 事例IDか市区町村コードのどちらが誤りか確かめてください。{suggestion}
-- 決まり: 参加市区町村は事例の都道府県の中にある（data/codes/municipalities.csv）
-- needs whole: participations, municipalities, prefectures
select
    roster.source_file,
    roster.source_row,
    '市区町村コード' as column_name,
    roster.municipality_code as value,
    roster.case_id,
    municipalities.municipality_name,
    municipality_prefectures.prefecture_name as municipality_prefecture_name,
    prefectures.prefecture_name,
    prefectures.prefecture_name || 'の' || same_name.municipality_name || 'なら ' || same_name.municipality_code
        || ' です。' as suggestion
from source.participations as roster
join source.municipalities on municipalities.municipality_code = roster.municipality_code
join source.prefectures as municipality_prefectures
    on municipality_prefectures.prefecture_code = municipalities.prefecture_code
join source.prefectures on prefectures.prefecture_code = left(roster.case_id, 2)
left join source.municipalities as same_name
    on same_name.municipality_name = roster.municipality_name
    and same_name.prefecture_code = prefectures.prefecture_code
where municipalities.prefecture_code <> prefectures.prefecture_code
