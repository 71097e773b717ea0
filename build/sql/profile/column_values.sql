-- column_values: how often each value, as text, stands in each column of one published table.
-- grain:   one row per column and value
-- reads:   the table named by $table
-- missing: no value is one more value, NULL
-- fills:   source.published_values
insert into source.published_values
with texts as (
    select columns(*)::varchar from query_table($table)
)
select $name as table_name, column_name, cell, count(*) as cell_count
from texts unpivot include nulls (cell for column_name in (columns(*)))
group by all
