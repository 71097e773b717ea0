-- 列「公表日」の {value} は、同じ行の基準日 {reference_date} より前です。
-- 直し方: 2つの日付を確かめてください。
-- 決まり: 公表日は基準日より後
-- needs whole: editions
select source_file, source_row, '公表日' as column_name, official_published_on as value, reference_date
from source.editions
where official_published_on < reference_date
