-- dictionary_columns: what every published column is.
-- grain:   one row per published table and column
-- reads:   published_columns, published_tables (made from schemas/published)
select columns.*
from source.published_columns as columns
join source.published_tables as tables using (table_name)
order by tables.position, columns.position
