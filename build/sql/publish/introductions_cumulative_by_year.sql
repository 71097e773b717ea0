-- introductions_cumulative_by_year: recorded cases and their participants, added up over the years of introduction.
-- grain:   one row per edition and year, from the first of the edition to the last
-- reads:   introductions
select * from clean.introductions
where system_type_code is null
order by edition, introduced_year
