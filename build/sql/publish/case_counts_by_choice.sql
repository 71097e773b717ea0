-- case_counts_by_choice: for every question with fixed choices, how many recorded cases gave which answer.
-- grain:   one row per edition, field and choice, zero rows included; and one per edition, field and status for the
--          cases without an answer
-- reads:   editions, cases, case_statuses, survey_fields, cost_bands, environments, selection_methods, bodies
-- units:   cases
with choices as (
    select field, choice, sort_order
    from (
        select unnest(['initial_cost_band', 'annual_cost_band']) as field, cost_band as choice, sort_order
        from source.cost_bands
        union all
        select 'environment', environment, sort_order
        from source.environments
        union all
        select 'selection_method', selection_method, sort_order
        from source.selection_methods
        union all
        select unnest(['specification_body', 'selection_body', 'contract_body']), body, sort_order
        from source.bodies
        union all
        select unnest(['is_introduced_in_prefecture', 'has_national_subsidy', 'has_prefecture_burden']), choice, sort_order
        from (values ('あり', 1), ('なし', 2)) as yes_or_no (choice, sort_order)
        union all
        select unnest(['is_tender_document_available', 'is_specification_available', 'is_criteria_available']), choice, sort_order
        from (values ('可', 1), ('否', 2)) as may_or_not (choice, sort_order)
    )
),
wide as (
    select
        edition, case_id, environment, initial_cost_band, annual_cost_band, selection_method, specification_body,
        selection_body, contract_body,
        case is_introduced_in_prefecture when true then 'あり' when false then 'なし' end as is_introduced_in_prefecture,
        case has_national_subsidy when true then 'あり' when false then 'なし' end as has_national_subsidy,
        case has_prefecture_burden when true then 'あり' when false then 'なし' end as has_prefecture_burden,
        case is_tender_document_available when true then '可' when false then '否' end as is_tender_document_available,
        case is_specification_available when true then '可' when false then '否' end as is_specification_available,
        case is_criteria_available when true then '可' when false then '否' end as is_criteria_available
    from clean.cases
),
answers as (
    select edition, case_id, field, choice
    from wide unpivot include nulls (choice for field in (columns(* exclude (edition, case_id))))
),
answered as (
    select editions.edition, choices.field, choices.choice, 'answered' as status, choices.sort_order, count(answers.case_id) as case_count
    from source.editions
    cross join choices
    left join answers
        on answers.edition = editions.edition
        and answers.field = choices.field
        and answers.choice = choices.choice
    group by all
),
missing as (
    select statuses.edition, answers.field, null as choice, statuses.status, null as sort_order, count(*) as case_count
    from answers
    join clean.case_statuses as statuses
        on statuses.edition = answers.edition
        and statuses.case_id = answers.case_id
        and statuses.status_column = answers.field || '_status'
    where statuses.status != 'answered'
    group by all
)
select counts.edition, counts.field, fields.field_title, counts.choice, counts.status, counts.case_count
from (select * from answered union all select * from missing) as counts
join source.survey_fields as fields on fields.field = counts.field
join source.editions on editions.edition = counts.edition
order by editions.sort_order, fields.position, counts.sort_order nulls last, counts.status
