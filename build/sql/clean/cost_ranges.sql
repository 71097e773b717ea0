-- cost_ranges: what a cost band means for one participant and for 1,000 residents.
-- grain:   one row per edition, case of its newest edition and kind of cost whose band is known
-- reads:   cases, cost_bands, case_amounts
-- units:   yen; population_10k in 10,000 persons, rounded down, so that p stands for 10,000p to 10,000p + 9,999
-- missing: without participants or population the range is empty; a population of 0 ten thousands has no upper end.
--          Ends are widened to whole yen, never narrowed
with costs as (
    select *, 'initial' as cost_kind, '初期費用の規模' as amount_kind, initial_cost_band as cost_band
    from clean.cases
    where is_newest_edition
    union all
    select *, 'annual', '年間運用費用の規模', annual_cost_band
    from clean.cases
    where is_newest_edition
)
select
    costs.edition,
    costs.case_id,
    costs.prefecture_code,
    costs.prefecture_name,
    costs.system_type_code,
    costs.system_type,
    costs.cost_kind,
    costs.cost_band,
    bands.cost_yen_min as yen_min,
    bands.cost_yen_max as yen_max,
    costs.participant_count,
    costs.population_10k,
    floor(bands.cost_yen_min / nullif(costs.participant_count, 0))::bigint as yen_per_participant_min,
    ceil(bands.cost_yen_max / nullif(costs.participant_count, 0))::bigint as yen_per_participant_max,
    floor(bands.cost_yen_min * 1000 / (costs.population_10k * 10000 + 9999))::bigint as yen_per_1000_min,
    ceil(bands.cost_yen_max * 1000 / nullif(costs.population_10k * 10000, 0))::bigint as yen_per_1000_max,
    costs.is_introduced_in_prefecture as prefecture_uses_it,
    exists (
        from source.case_amounts as amounts
        where amounts.case_id = costs.case_id
            and amounts.kind = costs.amount_kind
            and (amounts.other_system_type is not null or amounts.other_case_ids is not null)
    ) as covers_other_systems
from costs
join source.cost_bands as bands using (cost_band)
