-- case_subsidies: as in the clean table of the same name.
-- grain:   one row per edition, case and subsidy
-- reads:   case_subsidies
select edition, case_id, subsidy
from clean.case_subsidies
order by all
