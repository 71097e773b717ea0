-- system_types: the code list as written.
-- grain:   one row per system type
-- reads:   system_types
select * from source.system_types order by sort_order
