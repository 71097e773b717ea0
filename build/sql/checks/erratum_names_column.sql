-- 列「種類」は「値」ですが、列「列」が空欄です。
-- 直し方: 誤りのあった列の名前を書いてください。
-- 決まり: 値の訂正には、どの列の値かを書く
-- needs whole: errata
select source_file, source_row, '列' as column_name, null as value
from source.errata
where kind = '値' and "column" is null
