-- system_wishes: what surveys say of a system type, with the prefecture that was surveyed.
-- grain:   one row per statement of a survey that names a system type
-- reads:   demand_surveys, demand_statements, system_types
-- missing: without a prefecture the survey was nationwide
select
    statements.survey_id || ' ' || statements.statement_number as statement_id,
    statements.survey_id,
    statements.statement_number,
    statements.kind,
    surveys.prefecture_code,
    types.system_type_code
from source.demand_statements as statements
join source.demand_surveys as surveys using (survey_id)
join source.system_types as types using (system_type)
