-- candidates: what a body might procure jointly next, in tiers with their reasons; never a score.
-- grain:   one row per body and system type: municipalities in tiers A and B, prefectures in C and D
-- reads:   cases, participations, later_joinings, prefecture_neighbours, schemes, scheme_cases, demand_surveys,
--          demand_statements, official_reports, prefectures, system_types
-- missing: a body that is not known to take part is "unknown", not without the system; "not_joined" needs the complete
--          roster of every case. A stated participation removes the pair, and so does an official report that the
--          prefecture has the type
with newest as (
    select * from clean.cases where is_newest_edition
),
owned as (
    select
        newest.prefecture_code,
        newest.system_type_code,
        string_agg(distinct newest.case_id, ';' order by newest.case_id) as case_ids,
        string_agg(distinct evidence.evidence_id, ';' order by evidence.evidence_id) as later_joining,
        bool_or(newest.contact_office is not null or schemes.office is not null) as is_contact_known,
        bool_or(newest.annual_cost_band is not null) as is_cost_known,
        coalesce(bool_or(schemes.late_joining = '規則の文言あり'), false) as is_joining_rule_known
    from newest
    left join clean.later_joinings as evidence using (case_id)
    left join source.scheme_cases as linked on linked.case_id = newest.case_id
    left join source.schemes on schemes.scheme_id = linked.scheme_id
    group by all
),
standing as (
    select
        rosters.municipality_code,
        newest.prefecture_code,
        newest.system_type_code,
        bool_or(rosters.participation = 'joined') as has_joined,
        if(bool_and(rosters.participation = 'not_joined'), 'not_joined', 'unknown') as participation
    from newest
    join clean.participations as rosters using (edition, case_id, prefecture_code)
    group by all
),
municipal as (
    select
        standing.municipality_code as body_code,
        standing.prefecture_code,
        standing.municipality_code,
        standing.system_type_code,
        if(owned.later_joining is null, 'B', 'A') as tier,
        standing.participation,
        owned.case_ids,
        owned.later_joining,
        null as statement_ids,
        owned.is_contact_known,
        owned.is_cost_known,
        owned.is_joining_rule_known
    from standing
    join owned using (prefecture_code, system_type_code)
    where not standing.has_joined
),
beside as (
    select
        neighbours.prefecture_code,
        owned.system_type_code,
        string_agg(owned.case_ids, ';' order by owned.case_ids) as case_ids,
        bool_or(owned.is_contact_known) as is_contact_known,
        bool_or(owned.is_cost_known) as is_cost_known,
        bool_or(owned.is_joining_rule_known) as is_joining_rule_known
    from source.prefecture_neighbours as neighbours
    join owned on owned.prefecture_code = neighbours.neighbour_code
    group by all
),
wished as (
    select
        prefectures.prefecture_code,
        wishes.system_type_code,
        string_agg(wishes.statement_id, ';' order by wishes.survey_id, wishes.statement_number) as statement_ids
    from clean.system_wishes as wishes
    join source.prefectures
        on prefectures.prefecture_code = coalesce(wishes.prefecture_code, prefectures.prefecture_code)
    where wishes.kind in ('希望', '広域で取り組みたいこと', '条件', '参加の意向', '予定')
    group by all
),
reported as (
    select distinct prefecture_code, system_type from clean.official_reports where is_reported
),
prefectural as (
    select
        prefectures.prefecture_code as body_code,
        prefectures.prefecture_code,
        null as municipality_code,
        types.system_type_code,
        if(beside.case_ids is null, 'D', 'C') as tier,
        'unknown' as participation,
        beside.case_ids,
        null as later_joining,
        wished.statement_ids,
        coalesce(beside.is_contact_known, false) as is_contact_known,
        coalesce(beside.is_cost_known, false) as is_cost_known,
        coalesce(beside.is_joining_rule_known, false) as is_joining_rule_known
    from source.prefectures
    cross join source.system_types as types
    left join beside using (prefecture_code, system_type_code)
    left join wished using (prefecture_code, system_type_code)
    anti join owned using (prefecture_code, system_type_code)
    anti join reported on reported.prefecture_code = prefectures.prefecture_code and reported.system_type = types.system_type
    where beside.case_ids is not null or wished.statement_ids is not null
)
select pairs.*, types.system_type
from (from municipal union all by name from prefectural) as pairs
join source.system_types as types using (system_type_code)
order by pairs.body_code, pairs.tier, types.sort_order
