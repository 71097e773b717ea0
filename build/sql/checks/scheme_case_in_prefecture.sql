-- 列「事例ID」の「{value}」は、体制「{scheme_id}」の都道府県（{prefecture_code}）の事例ではありません。
-- 直し方: 事例IDか体制IDを確かめてください。
-- 決まり: 体制のもとで行われた事例は、体制と同じ都道府県の事例
-- needs whole: schemes, scheme_cases
select
    linked.source_file,
    linked.source_row,
    '事例ID' as column_name,
    linked.case_id as value,
    linked.scheme_id,
    schemes.prefecture_code
from source.scheme_cases as linked
join source.schemes on schemes.scheme_id = linked.scheme_id
where left(linked.case_id, 2) <> schemes.prefecture_code
