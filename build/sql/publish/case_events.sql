-- case_events: dated events of cases, as written.
-- grain:   one row per event_id
-- reads:   case_events
-- missing: each answer has its status beside it
select *
from source.case_events
order by event_id
