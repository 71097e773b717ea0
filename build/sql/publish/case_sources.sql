-- case_sources: as in the clean table of the same name.
-- grain:   one row per edition, case and source_id
-- reads:   case_sources
select edition, case_id, source_id
from clean.case_sources
order by all
