-- releases: every release, oldest first.
-- grain:   one row per release
-- reads:   releases (from the frozen manifests and change sets)
-- missing: the first release has none before it
select * replace (released_on::date as released_on)
from source.releases
order by string_split(release, '.')::bigint[]
