-- 列「{column_name}」は {value} ですが、年がありません。
-- 直し方: 年の列に西暦の年を書くか、月を消してください。
-- 決まり: 月だけを書かない
-- needs whole: survey_cases, participations, sources
with months as (
    select source_file, source_row, '導入月' as column_name, introduced_year as year, introduced_month as value
    from source.survey_cases
    union all
    select source_file, source_row, '参加月' as column_name, joined_year as year, joined_month as value
    from source.participations
    union all
    select source_file, source_row, '公表月' as column_name, published_year as year, published_month as value
    from source.sources
    union all
    select source_file, source_row, '公表日' as column_name, published_month as year, published_day as value
    from source.sources
)
select source_file, source_row, column_name, value
from months
where value is not null and year is null
