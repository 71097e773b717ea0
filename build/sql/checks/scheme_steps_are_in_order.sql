-- 順番 {value} の段階は、1つ前の段階より早い時期に始まります。
-- 直し方: 順番、年度、開始月を確かめてください。月は年度の4月から3月の順に数えます。
-- 決まり: 段階の順番は、始まる時期の順
-- needs whole: scheme_steps
with starts as (
    select
        source_file,
        source_row,
        scheme_id,
        step_number,
        fiscal_year_offset * 12 + (from_month + 8) % 12 as start_month
    from source.scheme_steps
),
beside as (
    select *, lag(start_month) over (partition by scheme_id order by step_number) as earlier_month
    from starts
)
select source_file, source_row, '順番' as column_name, step_number as value
from beside
where start_month < earlier_month
