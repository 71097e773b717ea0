-- editions: the code list as written.
-- grain:   one row per choice
-- reads:   editions
select * from source.editions order by sort_order
