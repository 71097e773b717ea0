-- 列「公表日」の {value} という日は、{year}年{month}月にはありません。
-- 直し方: 公表された日を確かめてください。
-- 決まり: 公表年・公表月・公表日は、実際にある日付
-- needs whole: sources
select
    source_file,
    source_row,
    '公表日' as column_name,
    published_day as value,
    published_year as year,
    published_month as month
from source.sources
where published_day > day(last_day(try(make_date(published_year, published_month, 1))))
