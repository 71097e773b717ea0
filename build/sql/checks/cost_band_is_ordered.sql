-- 列「上限」の {value} は、同じ行の下限 {lowest} より小さい値です。
-- 直し方: 上限と下限を確かめてください。
-- 決まり: 金額帯の上限は下限以上
-- needs whole: cost_bands
select source_file, source_row, '上限' as column_name, cost_yen_max as value, cost_yen_min as lowest
from source.cost_bands
where cost_yen_max < cost_yen_min
