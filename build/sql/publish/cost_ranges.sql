-- cost_ranges: what a cost band means for one participant and for 1,000 residents.
-- grain:   one row per edition, case of its newest edition and kind of cost whose band is known
-- reads:   cases, cost_bands, case_amounts
-- units:   yen; population_10k in 10,000 persons, rounded down, so that p stands for 10,000p to 10,000p + 9,999
-- missing: without participants or population the range is empty; a population of 0 ten thousands has no upper end.
--          Ends are widened to whole yen, never narrowed
select *
from clean.cost_ranges
order by system_type_code, cost_kind, edition, case_id
