-- wanted_values: what is most wanted next: for every prefecture the questions that most other cases answer and its own do not.
-- grain:   one row per prefecture and place in its list
-- reads:   case_answers, cases, survey_fields
-- units:   cases
-- missing: a prefecture without a case of known content has no row
with answered as (
    select field, count(*) as answered_count
    from clean.case_answers
    where status = 'answered'
    group by field
),
lacking as (
    select
        cases.edition,
        cases.prefecture_code,
        cases.prefecture_name,
        fields.field,
        fields.field_title,
        answered.answered_count,
        count(*) as lacking_count,
        min(cases.case_id) as case_id
    from clean.cases as cases
    join clean.case_answers as answers using (edition, case_id)
    join source.survey_fields as fields using (field)
    join answered using (field)
    where cases.is_newest_edition and cases.certainty <> '存在のみ' and answers.status = 'not_collected'
    group by all
)
select
    prefecture_code,
    prefecture_name,
    row_number() over (
        partition by prefecture_code order by answered_count desc, lacking_count desc, field, edition
    )::integer as position,
    edition,
    case_id,
    field,
    field_title,
    lacking_count,
    answered_count
from lacking
qualify position <= 2
order by prefecture_code, position
