-- differing_rows: where two states of one table differ, row by row in their order.
-- grain:   one row: the place of the first row that differs (from 0), the place after the last, and the rows of both
-- missing: nothing differs: no places
with pairs as (
    select row_number() over () as place, state_before is distinct from state_after as differs
    from query_table($before) as state_before positional join query_table($after) as state_after
)
select
    min(place) - 1 as first_place,
    max(place) as after_last,
    (select count(*) from query_table($before)) as rows_before,
    (select count(*) from query_table($after)) as rows_after
from pairs
where differs
