-- 列「引用」に文がありますが、列「確認日」が空欄です。
-- 直し方: その文を見た日を、2026-11-25 のように列「確認日」に書いてください。
-- 決まり: 引用には、見た日を添える
-- needs whole: evidence
select source_file, source_row, '確認日' as column_name, null as value
from source.evidence
where quotation is not null and seen_on is null
