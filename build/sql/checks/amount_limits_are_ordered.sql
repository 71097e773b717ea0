-- 列「上限」の {value} は、同じ行の下限 {lowest} より小さい値です。
-- 直し方: 下限と上限を確かめてください。1つの値なら、両方に同じ値を書きます。
-- 決まり: 金額と削減の上限は、下限以上
-- needs whole: case_amounts, savings
with ranges as (
    select source_file, source_row, yen_min as lowest, yen_max as highest from source.case_amounts
    union all
    select source_file, source_row, low, high from source.savings
)
select
    source_file,
    source_row,
    '上限' as column_name,
    regexp_replace(highest::varchar, '\.0$', '') as value,
    regexp_replace(lowest::varchar, '\.0$', '') as lowest
from ranges
where highest < lowest
