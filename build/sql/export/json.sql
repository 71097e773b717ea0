-- json: writes one table as a JSON array, one record a line.
copy (from query_table($table)) to $path (format json, array true)
