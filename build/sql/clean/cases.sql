-- cases: every recorded case with what its codes stand for.
-- grain:   one row per edition and case
-- reads:   survey_cases, prefectures, system_types, editions
-- missing: as recorded; each answer has its status beside it
select
    survey.* exclude (system_type),
    left(survey.case_id, 2) as prefecture_code,
    prefectures.prefecture_name,
    prefectures.region,
    system_types.system_type_code,
    system_types.system_type,
    system_types.category,
    editions.reference_date,
    row_number() over (partition by survey.case_id order by editions.sort_order desc) = 1 as is_newest_edition
from source.survey_cases as survey
join source.prefectures on prefectures.prefecture_code = left(survey.case_id, 2)
join source.system_types on system_types.system_type = survey.system_type
join source.editions on editions.edition = survey.edition
