-- official_reports: whether the official screens show a joint procurement of a prefecture and system type.
-- grain:   one row per edition, prefecture and system type that a screen shows
-- reads:   official_presences (the matrix), official_participations (the map)
-- missing: what no screen shows has no row; the "-" of the matrix and the 0 of the map mean "no joint procurement reported"
select edition, prefecture_code, system_type, bool_or(is_reported) as is_reported
from (
    select edition, prefecture_code, system_type, is_reported from source.official_presences
    union all
    select edition, prefecture_code, system_type, official_participant_count > 0 from source.official_participations
)
group by all
