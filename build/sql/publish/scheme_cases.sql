-- scheme_cases: cases run under a scheme, as written.
-- grain:   one row per scheme_id, case_id
-- reads:   scheme_cases
select *
from source.scheme_cases
order by scheme_id, case_id
