-- 列「確認日」の {value} は、公表の時期（{published}）より前です。
-- 直し方: 確認日と公表の時期のどちらが誤りか確かめてください。
-- 決まり: 出典を確かめるのは、公表の後
-- needs whole: sources
select
    source_file,
    source_row,
    '確認日' as column_name,
    read_on as value,
    published_year || '年' || coalesce(published_month || '月', '') || coalesce(published_day || '日', '') as published
from source.sources
where published_year is not null
    and (year(read_on), month(read_on), day(read_on))
        < (published_year, coalesce(published_month, 1), coalesce(published_day, 1))
