-- selection_methods: the code list as written.
-- grain:   one row per choice
-- reads:   selection_methods
select * from source.selection_methods order by sort_order
