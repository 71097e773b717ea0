-- What the cases say to $question, one value a row: every published table whose schema has `values_of`.
-- grain:   one row per edition, case and value
-- reads:   case_values
select edition, case_id, value
from clean.case_values
where field = $question
order by all
