-- official_figures: every number that the official dashboard shows, for reconciliation.
-- grain:   one row per edition, figure, system type, prefecture and item
-- reads:   official_case_counts, official_participations, official_presences, official_screen_figures, system_types
-- units:   in the column unit
-- missing: an item that the screens name without a number has an empty value
with figures as (
    select edition, 'システム種別ごとの事例件数' as figure, system_type, null as prefecture_code, '事例件数' as item,
        official_case_count::double as value, '件' as unit, '確実' as reading, source_id, null as note, source_file, source_row
    from source.official_case_counts
    union all
    select edition, 'システム種別ごとの都道府県数', system_type, null, '都道府県数',
        official_prefecture_count, '都道府県', '確実', source_id, null, source_file, source_row
    from source.official_case_counts
    where official_prefecture_count is not null
    union all
    select edition, '市区町村の参加状況', system_type, prefecture_code, '市区町村数',
        official_municipality_count, '市区町村', '確実', source_id, null, source_file, source_row
    from source.official_participations
    union all
    select edition, '市区町村の参加状況', system_type, prefecture_code, '参加市区町村数',
        official_participant_count, '市区町村', '確実', source_id, null, source_file, source_row
    from source.official_participations
    union all
    select edition, '都道府県ごとの共同調達の実施状況', system_type, prefecture_code,
        if(is_reported, '共同調達の回答あり', '共同調達の回答なし'), null, null, '確実', source_id, null, source_file, source_row
    from source.official_presences
    union all
    select edition, figure, system_type, null, item, value, unit, reading, source_id, note, source_file, source_row
    from source.official_screen_figures
)
select figures.* exclude (system_type), if(prefecture_code is null, 'country', 'prefecture') as area_kind, types.system_type_code
from figures
join source.system_types as types using (system_type)
order by edition, figure, types.sort_order, prefecture_code nulls first, source_file, source_row, item
