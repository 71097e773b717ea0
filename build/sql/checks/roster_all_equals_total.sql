-- 列「参加自治体数」は {value} ですが、{prefecture_name}の市区町村は全部で {total} です（名簿の範囲は「全市区町村」）。
-- 直し方: すべての市区町村が参加しているなら {total} に書きかえ、そうでなければ名簿の範囲を「全部」「一部」「なし」のどれかにしてください。
-- 決まり: 名簿の範囲が「全市区町村」なら、参加自治体数は県内の市区町村の総数と同じ（data/codes/municipalities.csv）
-- needs whole: survey_cases, municipalities, prefectures
select
    cases.source_file,
    cases.source_row,
    '参加自治体数' as column_name,
    cases.participant_count as value,
    prefectures.prefecture_name,
    count(municipalities.municipality_code) as total
from source.survey_cases as cases
join source.prefectures on prefectures.prefecture_code = left(cases.case_id, 2)
join source.municipalities on municipalities.prefecture_code = prefectures.prefecture_code
where cases.roster_scope = '全市区町村'
group by all
having value <> total
