-- 列「事例ID」の「{value}」は、{other_file} の {other_row} 行目にもあります。
-- 直し方: 同じ事例を2回書いたのなら片方を消し、別の事例なら使われていない番号を付けてください。
-- 決まり: 1つの版の中で、事例IDは1回だけ
-- needs whole: survey_cases
select
    later.source_file,
    later.source_row,
    '事例ID' as column_name,
    later.case_id as value,
    arg_min(earlier.source_file, (earlier.source_file, earlier.source_row)) as other_file,
    arg_min(earlier.source_row, (earlier.source_file, earlier.source_row)) as other_row
from source.survey_cases as later
join source.survey_cases as earlier
    on earlier.edition = later.edition
    and earlier.case_id = later.case_id
    and (earlier.source_file, earlier.source_row) < (later.source_file, later.source_row)
group by all
