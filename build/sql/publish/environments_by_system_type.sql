-- environments_by_system_type: recorded cases by environment.
-- grain:   one row per edition, system type and environment; a value that is not known has one row per status
-- reads:   cases
-- units:   cases
select edition, system_type_code, system_type, environment, environment_status, count(*) as case_count
from clean.cases
group by all
order by edition, system_type_code, environment nulls last, environment_status
