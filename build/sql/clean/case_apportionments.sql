-- case_apportionments: the bases on which the costs of each case are shared, one a row.
-- grain:   one row per edition, case and basis
-- reads:   survey_cases (bases separated by ";")
select edition, case_id, trim(unnest(string_split(apportionment_bases, ';'))) as apportionment_basis
from source.survey_cases
where apportionment_bases is not null
