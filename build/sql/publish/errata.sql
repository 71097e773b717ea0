-- errata: every correction of a published value, with the place and the system type that it is about.
-- grain:   one row per correction
-- reads:   errata, prefectures, cases
-- missing: a correction that is about no case has no place; one of a case that is gone has no system type
with placed as (
    select *, nullif(regexp_extract(key, '^[0-9]{2}-[0-9]{4}'), '') as case_id
    from source.errata
)
select placed.*, prefectures.prefecture_code, prefectures.prefecture_name, cases.system_type_code, cases.system_type
from placed
left join source.prefectures on prefectures.prefecture_code = left(placed.case_id, 2)
left join clean.cases on cases.edition = placed.edition and cases.case_id = placed.case_id
order by placed.published_on desc, placed.erratum_id desc
