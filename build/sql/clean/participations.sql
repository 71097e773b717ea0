-- participations: for every municipality of a case's prefecture, whether it takes part.
-- grain:   one row per edition, case and municipality of the case's prefecture
-- reads:   survey_cases, participations, municipalities
-- missing: "not_joined" is known only where the list is complete; otherwise "unknown"; who has
--          not joined has no year of joining (not_applicable), the others' is not_collected where the list does not say
select
    cases.edition,
    cases.case_id,
    municipalities.prefecture_code,
    municipalities.municipality_code,
    municipalities.municipality_name,
    case
        when roster.municipality_code is not null or cases.roster_scope = '全市区町村' then 'joined'
        when cases.roster_scope = '全部' then 'not_joined'
        else 'unknown'
    end as participation,
    case
        when roster.municipality_code is not null then 'stated'
        when cases.roster_scope in ('全市区町村', '全部') then 'implied'
        else 'none'
    end as participation_basis,
    roster.joined_year,
    coalesce(roster.joined_year_status, if(cases.roster_scope = '全部', 'not_applicable', 'not_collected')) as joined_year_status,
    roster.joined_month,
    coalesce(roster.joined_month_status, if(cases.roster_scope = '全部', 'not_applicable', 'not_collected')) as joined_month_status,
    roster.source_id
from source.survey_cases as cases
join source.municipalities on municipalities.prefecture_code = left(cases.case_id, 2)
left join source.participations as roster
    on roster.edition = cases.edition
    and roster.case_id = cases.case_id
    and roster.municipality_code = municipalities.municipality_code
