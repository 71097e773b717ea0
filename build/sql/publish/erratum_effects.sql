-- erratum_effects: the computed figures that each correction moved.
-- grain:   one row per correction and moved value
-- reads:   erratum_effects (computed again with the one correction undone)
-- missing: a side that is empty had no row or no value
select *
from source.erratum_effects
order by all
