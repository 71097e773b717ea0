-- municipalities: the code list as written.
-- grain:   one row per municipality
-- reads:   municipalities
select * from source.municipalities order by municipality_code
