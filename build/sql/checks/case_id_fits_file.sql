-- 列「事例ID」の「{value}」は、{file_prefecture_name}（{file_code}）のファイルにありますが、先頭の2桁が {found_code} です。
-- 直し方: 事例IDが正しければ、この行を {found_code} で始まるファイルに移してください。ファイルが正しければ、事例IDの先頭を {file_code} にしてください。
-- 決まり: 事例IDの先頭2桁は、ファイル名の都道府県コードと同じ
-- needs whole: prefectures
with written as (
    select source_file, source_row, case_id from source.survey_cases
    union all
    select source_file, source_row, case_id from source.participations
    union all
    select source_file, source_row, case_id from source.evidence
)
select
    written.source_file,
    written.source_row,
    '事例ID' as column_name,
    written.case_id as value,
    left(written.case_id, 2) as found_code,
    prefectures.prefecture_code as file_code,
    prefectures.prefecture_name as file_prefecture_name
from written
join source.prefectures
    on prefectures.prefecture_code || '-' || prefectures.romaji || '.csv' = split_part(written.source_file, '/', -1)
where left(written.case_id, 2) <> prefectures.prefecture_code
