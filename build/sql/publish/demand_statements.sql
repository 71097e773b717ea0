-- demand_statements: statements of the surveys of demand, as written.
-- grain:   one row per survey_id, statement_number
-- reads:   demand_statements, system_types
-- missing: each answer has its status beside it
select written.* exclude (system_type), types.system_type_code
from source.demand_statements as written
left join source.system_types as types using (system_type)
order by survey_id, statement_number
