-- case_evidence: what a source says about a single value of a case.
-- grain:   one row per edition, case, field, source and stated value
-- reads:   evidence, survey_fields
select
    evidence.edition,
    evidence.case_id,
    survey_fields.field,
    evidence.field as field_title,
    evidence.stated_value,
    evidence.source_id,
    evidence.locator,
    evidence.quotation,
    evidence.seen_on,
    evidence.copy_address,
    evidence.copy_digest,
    evidence.is_adopted,
    evidence.note,
    evidence.source_file,
    evidence.source_row
from source.evidence
join source.survey_fields on survey_fields.field_title = evidence.field
order by evidence.edition, evidence.case_id, survey_fields.position, evidence.source_id, evidence.stated_value
