-- 事例 {case_id} の「{municipality_name}」（{value}）は、{other_file} の {other_row} 行目にもあります。
-- 直し方: 片方の行を消してください。
-- 決まり: 1つの版の中で、1つの事例の1つの市区町村は1回だけ
-- needs whole: participations
select
    later.source_file,
    later.source_row,
    '市区町村コード' as column_name,
    later.municipality_code as value,
    later.case_id,
    later.municipality_name,
    arg_min(earlier.source_file, (earlier.source_file, earlier.source_row)) as other_file,
    arg_min(earlier.source_row, (earlier.source_file, earlier.source_row)) as other_row
from source.participations as later
join source.participations as earlier
    on earlier.edition = later.edition
    and earlier.case_id = later.case_id
    and earlier.municipality_code = later.municipality_code
    and earlier.source_file < later.source_file
group by all
