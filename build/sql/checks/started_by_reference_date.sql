-- 列「{column_name}」の時期（{when}）は、この版の基準日 {reference_date} より後です。
-- 直し方: 時期を確かめてください。基準日より後に始まった事例や参加なら、data/survey/rolling/ と data/participation/rolling/ に書いてください。
-- 決まり: 基準日のある版には、基準日までに始まったことだけを書く（data/codes/editions.csv）
-- needs whole: survey_cases, participations, editions
with started as (
    select
        source_file, source_row, edition, '導入年' as column_name, introduced_year as year, introduced_month as month
    from source.survey_cases
    union all
    select source_file, source_row, edition, '参加年' as column_name, joined_year as year, joined_month as month
    from source.participations
)
select
    started.source_file,
    started.source_row,
    started.column_name,
    started.year as value,
    started.year || '年' || coalesce(started.month || '月', '') as "when",
    editions.reference_date
from started
join source.editions on editions.edition = started.edition
where started.year * 12 + coalesce(started.month, 1)
    > year(editions.reference_date) * 12 + month(editions.reference_date)
