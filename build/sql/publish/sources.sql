-- sources: what is cited, and how often.
-- grain:   one row per source
-- reads:   sources, case_values, evidence, participations, participant_counts
-- units:   cases, over all editions
with citations as (
    select value as source_id, case_id from clean.case_values where field = 'source_ids'
    union
    select source_id, case_id from source.evidence
    union
    select source_id, case_id from source.participations
    union
    select source_id, case_id from source.participant_counts
)
select sources.*, count(citations.case_id) as cited_case_count
from source.sources
left join citations using (source_id)
group by all
order by source_id
