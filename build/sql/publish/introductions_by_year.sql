-- introductions_by_year: recorded cases by the year in which their use began.
-- grain:   one row per edition, system type and year; a year that is not known has one row per status
-- reads:   cases
-- units:   cases
select edition, system_type_code, system_type, introduced_year, introduced_year_status, count(*) as case_count
from clean.cases
group by all
order by edition, system_type_code, introduced_year nulls last, introduced_year_status
