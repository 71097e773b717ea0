-- 列「回答数」の {value} は、列「対象数」の {asked_count} より大きい値です。
-- 直し方: 2つの数と、数える単位を確かめてください。
-- 決まり: 答えた数は、尋ねた数まで
-- needs whole: demand_surveys
select source_file, source_row, '回答数' as column_name, answered_count as value, asked_count
from source.demand_surveys
where answered_count > asked_count
