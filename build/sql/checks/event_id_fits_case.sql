-- 列「出来事ID」の「{value}」は、事例ID「{case_id}」で始まっていません。
-- 直し方: 事例IDに「-」と2桁の連番を付けてください。
-- 決まり: 出来事IDは、事例IDと連番
-- needs whole: case_events
select source_file, source_row, '出来事ID' as column_name, event_id as value, case_id
from source.case_events
where left(event_id, 7) <> case_id
