-- 列「種類」の {value} は、同じ行の基準日と合いません。
-- 直し方: 公表の版には基準日を書き、随時の版の基準日は空欄にしてください。
-- 決まり: 公表の版には基準日があり、随時の版にはない
-- needs whole: editions
select source_file, source_row, '種類' as column_name, edition_kind as value
from source.editions
where (edition_kind = '公表') != (reference_date is not null)
