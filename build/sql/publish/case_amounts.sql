-- case_amounts: amounts of cases and schemes, as written.
-- grain:   one row per amount_id
-- reads:   case_amounts
-- missing: each answer has its status beside it
select *
from source.case_amounts
order by amount_id
