-- 列「市区町村名」の「{value}」は、コード {municipality_code} の名前（{expected}）と違います。
-- 直し方: コードが正しければ「{expected}」に書きかえてください。{suggestion}
-- 決まり: 名前はコードのものと同じ（data/codes/municipalities.csv、機械可読性ルール L3-06）
-- needs whole: participations, municipalities
select
    roster.source_file,
    roster.source_row,
    '市区町村名' as column_name,
    roster.municipality_name as value,
    roster.municipality_code,
    municipalities.municipality_name as expected,
    '名前が正しければ、コードは ' || same_name.municipality_code || ' です。' as suggestion
from source.participations as roster
join source.municipalities on municipalities.municipality_code = roster.municipality_code
left join source.municipalities as same_name
    on same_name.municipality_name = roster.municipality_name
    and same_name.prefecture_code = left(roster.case_id, 2)
where roster.municipality_name <> municipalities.municipality_name
    and municipalities.prefecture_code = left(roster.case_id, 2)
