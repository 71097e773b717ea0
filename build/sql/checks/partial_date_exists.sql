-- 列「{column_name}」の「{value}」という日は、ありません。
-- 直し方: 日付を確かめてください。日が分からないときは、2024-02 のように月までを書きます。
-- 決まり: 日まで書くときは、実際にある日付
-- needs whole: demand_surveys, adoption_figures, national_figures, case_events
with dates as (
    select source_file, source_row, '開始' as column_name, asked_from as value from source.demand_surveys
    union all
    select source_file, source_row, '終了', asked_to from source.demand_surveys
    union all
    select source_file, source_row, '時点', as_of from source.adoption_figures
    union all
    select source_file, source_row, '時点', as_of from source.national_figures
    union all
    select source_file, source_row, '時期', happened_on from source.case_events
)
select source_file, source_row, column_name, value
from dates
where length(value) = 10 and try_cast(value as date) is null
