-- burdens_by_system_type: recorded cases by whether the prefecture bears part of the cost.
-- grain:   one row per edition, system type and whether the prefecture bears part of the cost; a value that is not known has one row per status
-- reads:   cases
-- units:   cases
select edition, system_type_code, system_type, has_prefecture_burden, has_prefecture_burden_status, count(*) as case_count
from clean.cases
group by all
order by edition, system_type_code, has_prefecture_burden nulls last, has_prefecture_burden_status
