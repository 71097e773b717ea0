-- 列「種類」が「公表」の版が1つもありません。
-- 直し方: 公表された数値と比べる版の「種類」を「公表」にしてください。
-- 決まり: サイトは、公表の版のうちいちばん新しいものを示す
-- needs whole: editions
select source_file, source_row, '種類' as column_name, edition_kind as value
from source.editions
where source_row = 2 and not exists (from source.editions as others where others.edition_kind = '公表')
