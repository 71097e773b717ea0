-- 列「{column_name}」の {value} は、100% を超えています。
-- 直し方: 割合か金額かを確かめ、単位を直してください。
-- 決まり: 削減の割合は 100% まで
-- needs whole: savings
with limits as (
    select source_file, source_row, '下限' as column_name, low as value, unit from source.savings
    union all
    select source_file, source_row, '上限', high, unit from source.savings
)
select source_file, source_row, column_name, regexp_replace(value::varchar, '\.0$', '') as value
from limits
where unit = '%' and value > 100
