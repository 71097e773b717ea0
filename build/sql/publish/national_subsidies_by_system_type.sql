-- national_subsidies_by_system_type: recorded cases by whether a national subsidy was used.
-- grain:   one row per edition, system type and whether a national subsidy was used; a value that is not known has one row per status
-- reads:   cases
-- units:   cases
select edition, system_type_code, system_type, has_national_subsidy, has_national_subsidy_status, count(*) as case_count
from clean.cases
group by all
order by edition, system_type_code, has_national_subsidy nulls last, has_national_subsidy_status
