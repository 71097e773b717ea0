-- environments: the code list as written.
-- grain:   one row per choice
-- reads:   environments
select * from source.environments order by sort_order
