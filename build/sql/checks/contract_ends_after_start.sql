-- 契約終了の時期 {value} は、同じ事例の契約開始の時期 {contract_start} より前です。
-- 直し方: 2つの時期を確かめてください。
-- 決まり: 契約の終わりは、その事例のはじめの契約開始より後
-- needs whole: case_events
select
    ends.source_file,
    ends.source_row,
    '時期' as column_name,
    ends.happened_on as value,
    starts.contract_start
from source.case_events as ends
join (
    select case_id, min(happened_on) as contract_start
    from source.case_events
    where kind = '契約開始' and happened_on is not null
    group by all
) as starts on starts.case_id = ends.case_id
where ends.kind = '契約終了' and ends.happened_on < starts.contract_start
