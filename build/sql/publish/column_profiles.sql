-- column_profiles: how full every published column is, why the rest is empty, and its range.
-- grain:   one row per published table and column; this table itself is left out
-- reads:   published_values (counted from the published tables), published_columns, published_tables
-- units:   cells; the range is in the unit of the column
-- missing: counts by reason are empty where the column has no status column; the range is empty for text and true/false
with cells as (
    select counted.table_name, counted.column_name, columns.type, counted.cell, counted.cell_count
    from source.published_values as counted
    join source.published_columns as columns using (table_name, column_name)
), filled as (
    select
        table_name,
        column_name,
        sum(cell_count)::bigint as row_count,
        coalesce(sum(cell_count) filter (where cell is not null), 0)::bigint as filled_count,
        count(cell) as distinct_count,
        min(try_cast(cell as double)) filter (where type in ('integer', 'number')) as minimum,
        max(try_cast(cell as double)) filter (where type in ('integer', 'number')) as maximum,
        min(try_cast(cell as date)) filter (where type = 'date') as earliest_on,
        max(try_cast(cell as date)) filter (where type = 'date') as latest_on
    from cells
    group by all
), reasons as (
    select
        table_name,
        regexp_replace(column_name, '_status$', '') as column_name,
        coalesce(sum(cell_count) filter (where cell = 'withheld'), 0)::bigint as withheld_count,
        coalesce(sum(cell_count) filter (where cell = 'unknown'), 0)::bigint as unknown_count,
        coalesce(sum(cell_count) filter (where cell = 'blank'), 0)::bigint as blank_count,
        coalesce(sum(cell_count) filter (where cell = 'not_collected'), 0)::bigint as not_collected_count,
        coalesce(sum(cell_count) filter (where cell = 'not_reported'), 0)::bigint as not_reported_count,
        coalesce(sum(cell_count) filter (where cell = 'not_applicable'), 0)::bigint as not_applicable_count,
        coalesce(sum(cell_count) filter (where cell = 'withdrawn'), 0)::bigint as withdrawn_count
    from cells
    where column_name like '%\_status' escape '\'
    group by all
)
select
    columns.table_name,
    columns.column_name,
    coalesce(row_count, 0) as row_count,
    coalesce(filled_count, 0) as filled_count,
    coalesce(row_count - filled_count, 0) as empty_count,
    withheld_count,
    unknown_count,
    blank_count,
    not_collected_count,
    not_reported_count,
    not_applicable_count,
    withdrawn_count,
    coalesce(distinct_count, 0) as distinct_count,
    minimum,
    maximum,
    earliest_on,
    latest_on
from source.published_columns as columns
join source.published_tables as tables using (table_name)
left join filled using (table_name, column_name)
left join reasons using (table_name, column_name)
where columns.table_name <> 'column_profiles'
order by tables.position, columns.position
