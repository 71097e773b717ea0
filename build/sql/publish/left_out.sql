-- left_out: what public sources mention and the record does not hold, with the reason.
-- grain:   one row per prefecture and system
-- reads:   left_out
select * from source.left_out order by prefecture_code, system
