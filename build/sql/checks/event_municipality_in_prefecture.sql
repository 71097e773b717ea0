-- 列「市区町村コード」の {value} は、事例「{case_id}」の都道府県の市区町村ではありません。
-- 直し方: 事例IDか市区町村コードを確かめてください。
-- 決まり: 出来事の市区町村は、事例の都道府県の市区町村
-- needs whole: case_events
select source_file, source_row, '市区町村コード' as column_name, municipality_code as value, case_id
from source.case_events
where left(municipality_code, 2) <> left(case_id, 2)
