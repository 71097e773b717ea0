-- cases_wide: every case in one row, ready to analyse.
-- grain:   one row per case, in its newest edition; withdrawn cases are left out
-- reads:   cases, case_answers, prefectures, system_types, municipalities, participations, case_values, cost_bands,
--          official_reports, withdrawn_tables
-- units:   yen, persons, municipalities; shares from 0 to 1 of all municipalities of the prefecture
-- missing: a status beside each answer; an unknown count of participants lies between participant_count_min and _max;
--          an unknown cost has no bounds
with completeness as (
    select edition, case_id, count(*) filter (where status = 'answered') as answered_count, count(*) as answerable_count
    from clean.case_answers
    group by all
),
rosters as (
    select
        edition,
        case_id,
        count(*) as municipality_count,
        count(*) filter (where participation = 'joined') as joined_count,
        count(*) filter (where participation = 'not_joined') as not_joined_count,
        min(joined_year) as first_joined_year,
        max(joined_year) as last_joined_year
    from clean.participations
    group by all
),
subsidies as (
    select edition, case_id, count(*) as subsidy_count
    from clean.case_values
    where field = 'subsidies'
    group by all
),
bounded as (
    select
        cases.*,
        rosters.* exclude (edition, case_id),
        coalesce(participant_count, joined_count) as participant_count_min,
        coalesce(participant_count, municipality_count - not_joined_count) as participant_count_max
    from clean.cases
    join rosters using (edition, case_id)
    where cases.is_newest_edition
)
select
    bounded.*,
    prefectures.romaji as prefecture_name_en,
    types.system_type_en,
    round(participant_count_min / municipality_count, 4) as participation_share_min,
    round(participant_count_max / municipality_count, 4) as participation_share_max,
    population_10k * 10000 as population_min,
    population_10k * 10000 + 9999 as population_max,
    initial.cost_yen_min as initial_cost_yen_min,
    initial.cost_yen_max as initial_cost_yen_max,
    annual.cost_yen_min as annual_cost_yen_min,
    annual.cost_yen_max as annual_cost_yen_max,
    coalesce(subsidy_count, 0) as subsidy_count,
    case
        when 'official_figures' in (select table_name from clean.withdrawn_tables) then 'withdrawn'
        when reports.is_reported then 'reported'
        when not reports.is_reported then 'not_reported'
        else 'not_shown'
    end as official_report,
    completeness.answered_count,
    completeness.answerable_count
from bounded
join completeness using (edition, case_id)
join source.prefectures as prefectures using (prefecture_code)
join source.system_types as types using (system_type_code)
left join subsidies using (edition, case_id)
left join source.cost_bands as initial on initial.cost_band = bounded.initial_cost_band
left join source.cost_bands as annual on annual.cost_band = bounded.annual_cost_band
left join clean.official_reports as reports
    on reports.edition = bounded.edition
    and reports.prefecture_code = bounded.prefecture_code
    and reports.system_type = bounded.system_type
order by case_id
