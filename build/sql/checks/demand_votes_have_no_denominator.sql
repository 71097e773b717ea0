-- 列「単位」は「票」ですが、列「母数」に {value} とあります。
-- 直し方: 母数を空欄にしてください。票は、ひとりがいくつも入れられる数です。
-- 決まり: 票の数には母数を書かず、割合にしない
-- needs whole: demand_statements
select source_file, source_row, '母数' as column_name, denominator as value
from source.demand_statements
where unit = '票' and denominator is not null
