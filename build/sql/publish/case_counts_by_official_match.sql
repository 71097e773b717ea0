-- case_counts_by_official_match: how many recorded cases match the official list, and on what that rests.
-- grain:   one row per edition and step: the basis of a match, else 不一致 or 不明; steps without cases left out
-- reads:   cases
-- units:   cases
select edition, coalesce(match_basis, official_match) as match_step, count(*) as case_count
from clean.cases
group by all
order by edition, match_step
