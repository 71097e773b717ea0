-- 列「{column_name}」は {value} ですが、{prefecture_name}の市区町村は全部で {total} しかありません。
-- 直し方: 数を確かめてください。都道府県や一部事務組合を数に入れていませんか。
-- 決まり: 参加する市区町村の数は、県内の市区町村の総数より多くならない（data/codes/municipalities.csv）
-- needs whole: survey_cases, participant_counts, municipalities, prefectures
with stated as (
    select source_file, source_row, case_id, '参加自治体数' as column_name, participant_count as value
    from source.survey_cases
    where roster_scope is distinct from '全市区町村'
    union all
    select source_file, source_row, case_id, '団体数' as column_name, count as value
    from source.participant_counts
    where counted = '市区町村'
),
totals as (
    select prefecture_code, count(*) as total from source.municipalities group by prefecture_code
)
select stated.*, prefectures.prefecture_name, totals.total
from stated
join totals on totals.prefecture_code = left(stated.case_id, 2)
join source.prefectures on prefectures.prefecture_code = totals.prefecture_code
where stated.value > totals.total
