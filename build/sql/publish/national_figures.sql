-- national_figures: nationwide adopters, as written.
-- grain:   one row per figure_id
-- reads:   national_figures, system_types
select written.* exclude (system_type), types.system_type_code
from source.national_figures as written
left join source.system_types as types using (system_type)
order by figure_id
