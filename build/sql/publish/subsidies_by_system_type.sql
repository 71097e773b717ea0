-- subsidies_by_system_type: recorded cases by use and name of national subsidies.
-- grain:   one row per edition, system type, use and name; a case with several subsidies counts once for each;
--          what is not known has one row per status
-- reads:   cases, case_values
-- units:   cases
select
    edition, system_type_code, system_type, has_national_subsidy, has_national_subsidy_status,
    subsidy, subsidies_status as subsidy_status, count(*) as case_count
from clean.cases
left join (select edition, case_id, value as subsidy from clean.case_values where field = 'subsidies') using (edition, case_id)
group by all
order by edition, system_type_code, has_national_subsidy desc nulls last, has_national_subsidy_status, subsidy nulls last, subsidy_status
