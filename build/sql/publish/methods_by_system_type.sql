-- methods_by_system_type: recorded cases by selection method.
-- grain:   one row per edition, system type and selection method; a value that is not known has one row per status
-- reads:   cases
-- units:   cases
select edition, system_type_code, system_type, selection_method, selection_method_status, count(*) as case_count
from clean.cases
group by all
order by edition, system_type_code, selection_method nulls last, selection_method_status
