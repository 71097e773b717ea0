-- editions: the code list as written, and which edition the pages show.
-- grain:   one row per edition
-- reads:   editions
select
    *,
    edition_kind = '公表'
    and reference_date = max(reference_date) filter (where edition_kind = '公表') over () as is_newest_official
from source.editions
order by sort_order
