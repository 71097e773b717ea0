-- 列「値」の {value} は、{limit_name}の {limit_value} より大きい値です。
-- 直し方: 出典の数を確かめてください。
-- 決まり: 団体や人の数は母数まで、割合は 100% まで
-- needs whole: demand_statements
select
    source_file,
    source_row,
    '値' as column_name,
    regexp_replace(value::varchar, '\.0$', '') as value,
    if(unit = '%', '上限', '母数') as limit_name,
    if(unit = '%', 100, denominator) as limit_value
from source.demand_statements
where unit <> '票' and value > if(unit = '%', 100, denominator)
