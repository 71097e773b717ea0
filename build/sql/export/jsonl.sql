-- jsonl: writes one table as JSON Lines, one record a line.
copy (from query_table($table)) to $path (format json, array false)
