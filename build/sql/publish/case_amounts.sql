-- case_amounts: amounts of cases and schemes, as written.
-- grain:   one row per amount_id
-- reads:   case_amounts, system_types
-- units:   yen
-- missing: an amount without a lowest or highest value has that end empty
select
    amounts.* exclude (other_system_type),
    types.system_type_code as other_system_type_code
from source.case_amounts as amounts
left join source.system_types as types on types.system_type = amounts.other_system_type
order by amounts.amount_id
