-- case_apportionments: as in the clean table of the same name.
-- grain:   one row per edition, case and apportionment_basis
-- reads:   case_apportionments
select edition, case_id, apportionment_basis
from clean.case_apportionments
order by all
