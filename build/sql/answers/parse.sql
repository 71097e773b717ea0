-- parse: the syntax tree of the statement $statement, as JSON; other than SELECT gives a tree that says "error"
select json_serialize_sql($statement::varchar, skip_null := true, skip_default := true)
