-- renewals: when the contract of each case ends, as far as that is stated, and since when it runs.
-- grain:   one row per case, of its newest edition
-- reads:   cases, case_events, case_amounts
-- units:   period_years in years; dates as YYYY, YYYY-MM or YYYY-MM-DD, as far as known
-- missing: an end that nobody states stays empty. computed_end is the start plus the stated years, never a stated date
with ends as (
    select case_id, max(happened_on) as contract_end, max_by(certainty, happened_on) as contract_end_certainty
    from source.case_events
    where kind = '契約終了' and happened_on is not null
    group by all
),
periods as (
    select case_id, max(period_years) as period_years
    from (
        select case_id, period_years from source.case_events
        union all
        select case_id, period_years from source.case_amounts where kind = '契約額'
    )
    group by all
),
starts as (
    select
        case_id,
        happened_on as started_on,
        case kind when '契約開始' then 'contract' when '調達' then 'procurement' else 'service' end as started_basis,
        case kind when '契約開始' then 1 when '調達' then 2 else 3 end as preference
    from source.case_events
    where kind in ('契約開始', '調達', '利用開始') and certainty = '実績' and happened_on is not null
    union all
    select
        case_id,
        introduced_year || coalesce('-' || lpad(introduced_month::varchar, 2, '0'), ''),
        'survey',
        4
    from clean.cases
    where is_newest_edition and introduced_year is not null
),
first_starts as (
    select *
    from starts
    qualify row_number() over (partition by case_id order by preference, started_on desc) = 1
),
known as (
    select
        cases.edition,
        cases.case_id,
        cases.prefecture_code,
        cases.prefecture_name,
        cases.system_type_code,
        cases.system_type,
        ends.contract_end,
        ends.contract_end_certainty,
        first_starts.started_on,
        first_starts.started_basis,
        periods.period_years,
        if(
            first_starts.started_basis in ('contract', 'procurement'),
            (left(first_starts.started_on, 4)::integer + periods.period_years) || substring(first_starts.started_on, 5, 3),
            null
        ) as computed_end
    from clean.cases
    left join ends using (case_id)
    left join periods using (case_id)
    left join first_starts using (case_id)
    where cases.is_newest_edition
)
select
    *,
    case
        when contract_end is not null then 'end_stated'
        when computed_end is not null then 'end_computed'
        when started_on is not null then 'start_only'
        else 'unknown'
    end as knowledge
from known
order by coalesce(contract_end, computed_end) nulls last, started_on nulls last, case_id
