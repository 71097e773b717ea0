-- savings: stated savings, as written.
-- grain:   one row per saving_id
-- reads:   savings, system_types
select written.* exclude (system_type), types.system_type_code
from source.savings as written
left join source.system_types as types using (system_type)
order by saving_id
