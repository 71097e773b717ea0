-- searches: what was looked for, when, with which words, and whether it was found.
-- grain:   one row per prefecture, subject and day
-- reads:   searches
select * from source.searches order by prefecture_code, searched_on, subject
