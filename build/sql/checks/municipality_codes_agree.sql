-- 列「{column_name}」の「{value}」は、市区町村コード {municipality_code} と合いません。
-- 直し方: 団体コードの先頭5桁は市区町村コード、市区町村コードの先頭2桁は都道府県コードです。誤りのあるほうを直してください。
-- 決まり: 団体コードは市区町村コードと検査数字（機械可読性ルール L3-06）
-- needs whole: municipalities
select
    source_file,
    source_row,
    if(left(municipality_code6, 5) <> municipality_code, '団体コード', '都道府県コード') as column_name,
    if(left(municipality_code6, 5) <> municipality_code, municipality_code6, prefecture_code) as value,
    municipality_code
from source.municipalities
where left(municipality_code6, 5) <> municipality_code or left(municipality_code, 2) <> prefecture_code
