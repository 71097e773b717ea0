-- case_subsidies: the national subsidies of each case, one a row.
-- grain:   one row per edition, case and subsidy
-- reads:   survey_cases (names separated by ";")
select edition, case_id, trim(unnest(string_split(subsidies, ';'))) as subsidy
from source.survey_cases
where subsidies is not null
