-- edition_changes: what an official edition has otherwise than the one before it, case by case and answer by answer.
-- grain:   one row per edition, case and question that differs; a case that came or went has one row, for its case_id
-- reads:   editions, cases, case_answers, survey_fields
-- missing: a case that the record of an edition does not hold may still exist: it is not recorded, not ended
with official as (
    select edition, lag(edition) over (order by reference_date) as previous_edition, sort_order
    from source.editions
    where edition_kind = '公表'
),
here as (
    select official.edition, official.previous_edition, cases.*
    from official
    join (select edition as found_in, case_id, prefecture_code, system_type_code from clean.cases) as cases
        on cases.found_in = official.edition
    where official.previous_edition is not null
),
before as (
    select official.edition, official.previous_edition, cases.*
    from official
    join (select edition as found_in, case_id, prefecture_code, system_type_code from clean.cases) as cases
        on cases.found_in = official.previous_edition
),
changes as (
    select here.* exclude (found_in), 'added' as change, 'case_id' as field, null as before, null as before_status,
        here.case_id as after, 'answered' as after_status
    from here
    anti join before using (edition, case_id)
    union all
    select before.* exclude (found_in), 'removed', 'case_id', before.case_id, 'answered', null, null
    from before
    anti join here using (edition, case_id)
    union all
    select here.* exclude (found_in), 'changed', now.field, old.value, old.status, now.value, now.status
    from here
    join clean.case_answers as now on now.edition = here.edition and now.case_id = here.case_id
    join clean.case_answers as old
        on old.edition = here.previous_edition and old.case_id = here.case_id and old.field = now.field
    where now.value is distinct from old.value or now.status != old.status
)
select changes.*, fields.field_title
from changes
join official using (edition)
join source.survey_fields as fields using (field)
order by official.sort_order, changes.case_id, fields.position
