-- search_synonyms: the words that readers type beside those of the site, as written.
-- grain:   one row per pair of words
-- reads:   search_synonyms
select * from source.search_synonyms order by source_row
