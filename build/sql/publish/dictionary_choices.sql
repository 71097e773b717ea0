-- dictionary_choices: what a column may hold, where its schema lists it; the values of code tables stand in those tables.
-- grain:   one row per published table, column and choice
-- reads:   published_choices, published_columns, published_tables (made from schemas/published)
select choices.*
from source.published_choices as choices
join source.published_columns as columns using (table_name, column_name)
join source.published_tables as tables using (table_name)
order by tables.position, columns.position, choices.position
