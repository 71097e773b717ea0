-- subsidies_applied: subsidies as applied, as written.
-- grain:   one row per subsidy_id, target
-- reads:   subsidies_applied
select *
from source.subsidies_applied
order by subsidy_id, target
