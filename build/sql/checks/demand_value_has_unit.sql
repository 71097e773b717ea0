-- 列「値」は {value} ですが、列「単位」が空欄です。
-- 直し方: 団体、票、人、% のどれかを書いてください。
-- 決まり: 数には単位を書く
-- needs whole: demand_statements
select source_file, source_row, '単位' as column_name, regexp_replace(value::varchar, '\.0$', '') as value
from source.demand_statements
where value is not null and unit is null
