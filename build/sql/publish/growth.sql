-- growth: how the number of participants changed from one stated date to the next.
-- grain:   one row per edition, case, what is counted and date
-- reads:   stated_counts, cases
-- units:   bodies; change is negative where the number fell
-- missing: a date has no earlier one where none is certainly earlier: "2023" and "2023-06" cannot be put in order.
--          Numbers counted in different ways are never compared
with earlier as (
    select counts.edition, counts.case_id, counts.counted, counts.as_of, max(others.as_of) as earlier_as_of
    from clean.stated_counts as counts
    join clean.stated_counts as others
        on others.edition = counts.edition
        and others.case_id = counts.case_id
        and others.counted = counts.counted
        and others.as_of < counts.as_of
        and not starts_with(counts.as_of, others.as_of)
    group by all
)
select
    counts.*,
    cases.prefecture_code,
    cases.system_type_code,
    earlier.earlier_as_of,
    counts.lowest_count - before.highest_count as change_min,
    counts.highest_count - before.lowest_count as change_max
from clean.stated_counts as counts
join clean.cases using (edition, case_id)
left join earlier using (edition, case_id, counted, as_of)
left join clean.stated_counts as before
    on before.edition = earlier.edition
    and before.case_id = earlier.case_id
    and before.counted = earlier.counted
    and before.as_of = earlier.earlier_as_of
order by counts.edition, counts.case_id, counts.counted, counts.as_of
