-- editions: the code list as written, with its English, and which edition the pages show.
-- grain:   one row per edition
-- reads:   editions, english_texts
-- missing: a text without a translation has none
select
    editions.*,
    names.english as edition_name_en,
    descriptions.english as edition_description_en,
    edition_kind = '公表'
    and reference_date = max(reference_date) filter (where edition_kind = '公表') over () as is_newest_official
from source.editions
left join source.english_texts as names on names.japanese = editions.edition_name
left join source.english_texts as descriptions on descriptions.japanese = editions.edition_description
order by sort_order
