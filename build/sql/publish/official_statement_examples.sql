-- official_statement_examples: what the official document quotes from cases as examples of their answers.
-- grain:   one row per edition and example
-- reads:   official_statement_examples, system_types
-- missing: a system that is not one of the official types has an empty system_type_code
select
    examples.edition,
    examples.example_number,
    examples.system_name,
    types.system_type_code,
    examples.topic,
    examples.statement,
    examples.source_id,
    examples.source_file,
    examples.source_row
from source.official_statement_examples as examples
left join source.system_types as types using (system_type)
order by examples.edition, examples.example_number
