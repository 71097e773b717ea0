-- adoption_figures: adopters at a date, as written.
-- grain:   one row per prefecture_code, system_type_code, as_of, scope, source_id
-- reads:   adoption_figures, system_types
select written.* exclude (system_type), types.system_type_code
from source.adoption_figures as written
left join source.system_types as types using (system_type)
order by prefecture_code, system_type_code, as_of, scope, source_id
