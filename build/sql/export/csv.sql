-- csv: writes one table as CSV in UTF-8, LF, minimal quoting; the prefix is the byte order mark and the header.
copy (from query_table($table)) to $path (format csv, header false, prefix $prefix, suffix $suffix)
