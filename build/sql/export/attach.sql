-- attach: makes a new database file and calls it `target`. Small blocks: most tables are short.
attach $path as target (block_size 16384)
