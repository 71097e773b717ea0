-- supply: every recorded case as something that others could join or copy: scheme, cost band, documents, whom to ask.
-- grain:   one row per case, of its newest edition
-- reads:   cases, schemes, scheme_cases, case_documents
-- units:   bodies, documents
-- missing: a case without a recorded scheme has an empty late_joining: not known, not impossible
with documents as (
    select case_id, count(*) as document_count from source.case_documents group by all
),
linked as (
    select case_id, min(scheme_id) as scheme_id from source.scheme_cases group by all
),
prefecture_offices as (
    select
        prefecture_code,
        max_by(contact_office, (contact_point is not null, case_id)) as office,
        max_by(contact_point, (contact_point is not null, case_id)) as phone
    from clean.cases
    where is_newest_edition and contact_office is not null
    group by all
)
select
    cases.edition,
    cases.case_id,
    cases.prefecture_code,
    cases.prefecture_name,
    cases.region,
    cases.system_type_code,
    cases.system_type,
    cases.participant_count,
    cases.annual_cost_band,
    schemes.scheme_id,
    schemes.late_joining,
    coalesce(documents.document_count, 0) as document_count,
    coalesce(cases.contact_office, schemes.office, offices.office) as office,
    case
        when cases.contact_office is not null then cases.contact_point
        when schemes.office is not null then schemes.office_phone
        else offices.phone
    end as phone,
    case
        when cases.contact_office is not null then 'case'
        when schemes.office is not null then 'scheme'
        when offices.office is not null then 'prefecture'
        else 'none'
    end as contact_basis
from clean.cases
left join linked using (case_id)
left join source.schemes on schemes.scheme_id = linked.scheme_id
left join documents using (case_id)
left join prefecture_offices as offices on offices.prefecture_code = cases.prefecture_code
where cases.is_newest_edition
order by cases.system_type_code, cases.prefecture_code, cases.case_id
