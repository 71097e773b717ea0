-- cost_bands: the code list as written, with its English.
-- grain:   one row per choice
-- reads:   cost_bands, english_texts
-- missing: a text without a translation has none; a name without words stands for itself
select
    bands.*,
    coalesce(texts.english, if(regexp_full_match(cost_band, '[ -~]+'), cost_band, null)) as cost_band_en
from source.cost_bands as bands
left join source.english_texts as texts on texts.japanese = bands.cost_band
order by sort_order
