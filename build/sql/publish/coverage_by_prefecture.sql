-- coverage_by_prefecture: what is recorded of each prefecture, and what is known to be missing.
-- grain:   one row per edition and prefecture, zero rows included
-- reads:   editions, prefectures, cases, withdrawn_cases, case_answers, official_presences
-- units:   cases, system types, answers
-- missing: a prefecture whose column of the official matrix is not at hand has empty type counts, not 0
with statuses as (
    select
        edition,
        left(case_id, 2) as prefecture_code,
        count(*) filter (where status = 'answered') as answered_count,
        count(*) filter (where status = 'not_collected') as not_collected_count,
        count(*) as answerable_count
    from clean.case_answers
    group by all
),
recorded as (
    select
        edition,
        prefecture_code,
        count(*) as case_count,
        count(*) filter (where official_match = '一致') as matched_case_count,
        count(*) filter (where official_match = '一致' and certainty = '公表') as matched_content_count,
        count(*) filter (where certainty != '存在のみ') as known_case_count,
        count(*) filter (where certainty = '存在のみ') as existence_case_count
    from clean.cases
    group by all
),
official as (
    select
        presences.edition,
        presences.prefecture_code,
        count(*) filter (where is_reported) as reported_type_count,
        count(*) filter (where is_reported and not exists (
            from clean.cases
            where cases.edition = presences.edition
                and cases.prefecture_code = presences.prefecture_code
                and cases.system_type = presences.system_type
        )) as unrecorded_type_count
    from source.official_presences as presences
    group by all
)
select
    editions.edition,
    prefectures.prefecture_code,
    prefectures.prefecture_name,
    coalesce(recorded.case_count, 0) as case_count,
    coalesce(recorded.matched_case_count, 0) as matched_case_count,
    coalesce(recorded.matched_content_count, 0) as matched_content_count,
    coalesce(recorded.known_case_count, 0) as known_case_count,
    coalesce(recorded.existence_case_count, 0) as existence_case_count,
    (
        select count(*)
        from clean.withdrawn_cases as taken
        where taken.edition = editions.edition and taken.prefecture_code = prefectures.prefecture_code
    ) as withdrawn_case_count,
    coalesce(statuses.answerable_count, 0) as answerable_count,
    coalesce(statuses.answered_count, 0) as answered_count,
    coalesce(statuses.not_collected_count, 0) as not_collected_count,
    official.reported_type_count,
    official.unrecorded_type_count
from source.editions
cross join source.prefectures
left join recorded on recorded.edition = editions.edition and recorded.prefecture_code = prefectures.prefecture_code
left join statuses on statuses.edition = editions.edition and statuses.prefecture_code = prefectures.prefecture_code
left join official on official.edition = editions.edition and official.prefecture_code = prefectures.prefecture_code
order by editions.sort_order, prefectures.prefecture_code
