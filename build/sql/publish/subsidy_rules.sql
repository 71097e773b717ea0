-- subsidy_rules: rules of subsidies, as written.
-- grain:   one row per subsidy_id
-- reads:   subsidy_rules
-- missing: each answer has its status beside it
select *
from source.subsidy_rules
order by subsidy_id
