-- bodies: the code list as written.
-- grain:   one row per choice
-- reads:   bodies
select * from source.bodies order by sort_order
