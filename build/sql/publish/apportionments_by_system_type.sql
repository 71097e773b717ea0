-- apportionments_by_system_type: recorded cases by basis of apportionment.
-- grain:   one row per edition, system type and basis; a case with several bases counts once for each;
--          a basis that is not known has one row per status
-- reads:   cases, case_values
-- units:   cases
select
    edition, system_type_code, system_type, apportionment_basis, apportionment_bases_status as apportionment_basis_status,
    count(*) as case_count
from clean.cases
left join (
    select edition, case_id, value as apportionment_basis from clean.case_values where field = 'apportionment_bases'
) using (edition, case_id)
group by all
order by edition, system_type_code, apportionment_basis nulls last, apportionment_basis_status
