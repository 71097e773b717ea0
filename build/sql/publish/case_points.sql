-- case_points: the points of the narratives of each case, one a row.
-- grain:   one row per edition, case, topic and point
-- reads:   cases (points separated by " / ")
with texts as (
    unpivot (select edition, case_id, background, effects, process, challenges from clean.cases)
    on background, effects, process, challenges
    into name topic value text
),
points as (
    select edition, case_id, topic, string_split(text, ' / ') as points
    from texts
)
select edition, case_id, topic, unnest(range(1, len(points) + 1)) as point_number, trim(unnest(points)) as point
from points
order by edition, case_id, topic, point_number
