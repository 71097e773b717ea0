-- withdrawn_tables: published tables that are taken back as a whole.
-- grain:   one row per table
-- reads:   withdrawals
select distinct taken."table" as table_name
from source.withdrawals as taken
where taken.kind = '取下げ'
    and taken.scope = '表'
    and not exists (
        from source.withdrawals as later
        where later.kind = '取消' and later.undone_id = taken.withdrawal_id
    )
