-- case_documents: documents one can use, as written.
-- grain:   one row per case_id, source_id
-- reads:   case_documents
select *
from source.case_documents
order by case_id, source_id
