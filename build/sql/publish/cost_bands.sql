-- cost_bands: the code list as written.
-- grain:   one row per choice
-- reads:   cost_bands
select * from source.cost_bands order by sort_order
