-- schemes: schemes of joint procurement, as written.
-- grain:   one row per scheme_id
-- reads:   schemes
-- missing: each answer has its status beside it
select *
from source.schemes
order by scheme_id
