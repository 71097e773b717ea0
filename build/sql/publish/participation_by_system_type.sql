-- participation_by_system_type: how many prefectures and municipalities take part, beside the official figures.
-- grain:   one row per dated edition and system type of the code list, zero rows included
-- reads:   editions, system_types, municipalities, cases, official_participations
-- units:   prefectures, municipalities; a municipality in several cases of one type counts once for each case
-- missing: participant_total adds the cases whose count is known; counted_case_count says how many these are, and the
--          total is empty where there is none; official figures are empty where no official screen shows the type
with recorded as (
    select
        edition,
        system_type_code,
        count(*) as case_count,
        count(participant_count) as counted_case_count,
        count(distinct prefecture_code) as prefecture_count,
        sum(participant_count)::bigint as participant_total
    from clean.cases
    group by all
),
official as (
    select
        edition,
        system_type,
        count(*) as official_shown_prefecture_count,
        count(*) filter (where official_participant_count > 0) as official_joined_prefecture_count,
        sum(official_participant_count)::bigint as official_participant_count
    from source.official_participations
    group by all
)
select
    editions.edition,
    types.system_type_code,
    types.system_type,
    coalesce(recorded.case_count, 0) as case_count,
    coalesce(recorded.counted_case_count, 0) as counted_case_count,
    coalesce(recorded.prefecture_count, 0) as prefecture_count,
    recorded.participant_total,
    (select count(*) from source.municipalities) as municipality_count,
    official.official_shown_prefecture_count,
    official.official_joined_prefecture_count,
    official.official_participant_count
from source.editions
cross join source.system_types as types
left join recorded on recorded.edition = editions.edition and recorded.system_type_code = types.system_type_code
left join official on official.edition = editions.edition and official.system_type = types.system_type
where editions.reference_date is not null
order by editions.sort_order, types.sort_order
