-- value_statuses: the code list as written, with its English.
-- grain:   one row per status
-- reads:   value_statuses, english_texts
-- missing: a text without a translation has none
select statuses.*, labels.english as status_label_en, meanings.english as meaning_en
from source.value_statuses as statuses
left join source.english_texts as labels on labels.japanese = statuses.status_label
left join source.english_texts as meanings on meanings.japanese = statuses.meaning
order by source_row
