-- apportionment_bases: the code list as written.
-- grain:   one row per choice
-- reads:   apportionment_bases
select * from source.apportionment_bases order by sort_order
