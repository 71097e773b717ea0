-- dictionary_tables: what every published table is.
-- grain:   one row per published table
-- reads:   published_tables (made from schemas/published)
select * from source.published_tables order by position
