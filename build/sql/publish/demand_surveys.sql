-- demand_surveys: surveys of demand, as written.
-- grain:   one row per survey_id
-- reads:   demand_surveys
-- missing: each answer has its status beside it
select *
from source.demand_surveys
order by survey_id
