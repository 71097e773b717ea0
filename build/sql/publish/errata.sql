-- errata: the code list as written.
-- grain:   one row per correction
-- reads:   errata
select * from source.errata order by published_on desc, erratum_id
