-- withdrawals: what was taken back after publication, and what was given back.
-- grain:   one row per withdrawal or undoing
-- reads:   withdrawals
-- missing: columns that the scope does not need are empty
select
    *,
    kind = '取下げ' and not exists (
        from source.withdrawals as later
        where later.kind = '取消' and later.undone_id = withdrawals.withdrawal_id
    ) as is_active
from source.withdrawals
order by published_on desc, withdrawal_id desc
