-- participations: whether each municipality takes part in each case of its prefecture.
-- grain:   one row per edition, case and municipality of the case's prefecture
-- reads:   participations, withdrawn_tables
-- missing: no rows at all while the table is withdrawn
select *
from clean.participations
where 'participations' not in (select table_name from clean.withdrawn_tables)
order by edition, case_id, municipality_code
