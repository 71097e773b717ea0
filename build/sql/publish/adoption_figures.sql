-- adoption_figures: adopters at a date, as written.
-- grain:   one row per prefecture_code, system_type_code, as_of_year, as_of_month, scope, source_id
-- reads:   adoption_figures, system_types
-- missing: a source that states no month has none
select
    written.* exclude (system_type, as_of),
    split_part(as_of, '-', 1)::bigint as as_of_year,
    nullif(split_part(as_of, '-', 2), '')::bigint as as_of_month,
    types.system_type_code
from source.adoption_figures as written
left join source.system_types as types using (system_type)
order by prefecture_code, system_type_code, as_of_year, as_of_month nulls first, scope, source_id
