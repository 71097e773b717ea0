-- render: the statement whose syntax tree is $tree
select json_deserialize_sql($tree::json)
