-- changes: what each release changed, cell by cell, and what has changed since the newest release.
-- grain:   one row per release and changed cell; the order of change_number is the order of replay
-- reads:   changes (compared before this table is made)
-- missing: a change that is not in any release yet has no release
select *
from source.changes
order by string_split(previous_release, '.')::bigint[], change_number
