-- attach: makes a new database file and calls it `target`. Small blocks: most tables are short. The oldest storage
-- version, so that old releases of DuckDB open the file as well.
attach $path as target (block_size 16384, storage_version 'v1.0.0')
