-- case_sources: the sources of each case, one a row.
-- grain:   one row per edition, case and source
-- reads:   survey_cases (ids separated by ";")
select edition, case_id, trim(unnest(string_split(source_ids, ';'))) as source_id
from source.survey_cases
