-- parquet: writes one table as Parquet with its types, compressed by zstd; the metadata describe its columns.
copy (from query_table($table)) to $path (format parquet, compression zstd, kv_metadata $metadata)
