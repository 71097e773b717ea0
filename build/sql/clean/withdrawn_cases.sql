-- withdrawn_cases: cases that were taken back, with what their codes stand for and no answers.
-- grain:   one row per edition and withdrawn case
-- reads:   withdrawn_cases, prefectures, system_types, editions
-- missing: every answer has the status withdrawn
select
    survey.* exclude (system_type),
    left(survey.case_id, 2) as prefecture_code,
    prefectures.prefecture_name,
    prefectures.region,
    system_types.system_type_code,
    system_types.system_type,
    system_types.category,
    editions.reference_date
from source.withdrawn_cases as survey
join source.prefectures on prefectures.prefecture_code = left(survey.case_id, 2)
join source.system_types on system_types.system_type = survey.system_type
join source.editions on editions.edition = survey.edition
