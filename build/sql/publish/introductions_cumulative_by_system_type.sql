-- introductions_cumulative_by_system_type: recorded cases and their participants of each type, added up over the years.
-- grain:   one row per edition, system type and year, from the type's first year to the edition's last
-- reads:   introductions
select * from clean.introductions
where system_type_code is not null
order by edition, system_type_code, introduced_year
