-- scheme_steps: steps of a scheme's year, as written.
-- grain:   one row per scheme_id, step_number
-- reads:   scheme_steps
select *
from source.scheme_steps
order by scheme_id, step_number
