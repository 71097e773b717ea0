-- participant_counts: numbers of participants that sources state at a time.
-- grain:   one row per edition, case, time period, what is counted, and source
-- reads:   participant_counts
-- units:   organisations, of the kind that `counted` names
-- missing: a calendar year alone is in no fiscal year
with timed as (
    select
        *,
        case
            when as_of_month is not null then 'month'
            when as_of_text like '%年度%' then 'fiscal_year'
            else 'calendar_year'
        end as time_kind
    from source.participant_counts
),
named as (
    select
        *,
        case time_kind
            when 'month' then format('{}-M{:02d}', as_of_year, as_of_month)
            when 'fiscal_year' then format('FY{}', as_of_year)
            else format('CY{}', as_of_year)
        end as time_period,
        case time_kind
            when 'month' then as_of_year - (as_of_month < 4)::bigint
            when 'fiscal_year' then as_of_year
        end as fiscal_year,
        count(distinct (as_of_year, as_of_month)) over (partition by edition, case_id, counted) as period_count,
        bool_or(as_of_month is not null) over (partition by edition, case_id, counted, as_of_year) as has_months
    from timed
)
select
    * exclude (period_count, has_months),
    counted = first_value(counted) over (
        partition by edition, case_id
        order by period_count desc, counted = '市区町村' desc, counted
    )
    and (as_of_month is not null or not has_months)
    and row_number() over (
        partition by edition, case_id, counted, as_of_year, as_of_month
        order by time_kind, source_id
    ) = 1 as is_recommended
from named
order by edition, case_id, as_of_year, as_of_month nulls first, counted, source_id
