-- cost_bands_by_system_type: recorded cases by cost band, initial and annual costs apart.
-- grain:   one row per edition, system type, kind of cost and band; a band that is not known has one row per status
-- reads:   cases, cost_bands
-- units:   cases
with costs as (
    select edition, system_type_code, system_type, 'initial' as cost_kind,
        initial_cost_band as cost_band, initial_cost_band_status as cost_band_status
    from clean.cases
    union all
    select edition, system_type_code, system_type, 'annual' as cost_kind,
        annual_cost_band as cost_band, annual_cost_band_status as cost_band_status
    from clean.cases
)
select
    costs.edition, costs.system_type_code, costs.system_type, costs.cost_kind,
    costs.cost_band, costs.cost_band_status, count(*) as case_count
from costs
left join source.cost_bands as bands on bands.cost_band = costs.cost_band
group by all
order by
    costs.edition, costs.system_type_code, costs.cost_kind desc,
    any_value(bands.sort_order) nulls last, costs.cost_band_status
