-- subsidies: the code list as written.
-- grain:   one row per choice
-- reads:   subsidies
select * from source.subsidies order by sort_order
