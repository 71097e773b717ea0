-- participations: whether each municipality takes part in each case of its prefecture.
-- grain:   one row per edition, case and municipality of the case's prefecture
-- reads:   participations
select *
from clean.participations
order by edition, case_id, municipality_code
