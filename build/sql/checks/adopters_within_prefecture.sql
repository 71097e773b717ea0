-- 列「導入団体数」の {value} は、{limit_name} {limit_value} より大きい数です。
-- 直し方: 数を確かめてください。都道府県や一部事務組合を数に入れていませんか。
-- 決まり: 導入した市区町村の数は、母数と、都道府県の市区町村の数まで
-- needs whole: adoption_figures, national_figures, municipalities
with limits as (
    select prefecture_code, count(*) as limit_value, '都道府県の市区町村の数' as limit_name
    from source.municipalities
    group by all
    union all
    select distinct prefecture_code, denominator, '母数'
    from source.adoption_figures
),
counted as (
    select figures.source_file, figures.source_row, figures.adopter_count, limits.limit_name, limits.limit_value
    from source.adoption_figures as figures
    join limits
        on limits.prefecture_code = figures.prefecture_code
        and (limits.limit_name <> '母数' or limits.limit_value = figures.denominator)
    union all
    select source_file, source_row, adopter_count::bigint, '母数', denominator
    from source.national_figures
    where unit = '団体'
)
select source_file, source_row, '導入団体数' as column_name, adopter_count as value, limit_name, limit_value
from counted
where adopter_count > limit_value
