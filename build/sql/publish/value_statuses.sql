-- value_statuses: the code list as written.
-- grain:   one row per status
-- reads:   value_statuses
select * from source.value_statuses order by source_row
