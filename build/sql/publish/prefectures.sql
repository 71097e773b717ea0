-- prefectures: the 47 prefectures.
-- grain:   one row per prefecture
-- reads:   prefectures, municipalities
-- units:   municipalities
select prefectures.*, counts.municipality_count
from source.prefectures
join (
    select prefecture_code, count(*) as municipality_count
    from source.municipalities
    group by all
) as counts using (prefecture_code)
order by prefecture_code
