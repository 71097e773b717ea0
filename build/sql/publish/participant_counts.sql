-- participant_counts: numbers of participants that sources state at a date.
-- grain:   one row per edition, case, date, what is counted, and source
-- reads:   participant_counts
-- units:   organisations, of the kind that `counted` names
select *
from source.participant_counts
order by edition, case_id, as_of_year, as_of_month nulls first, counted, source_id
