-- open: reads the database file that readers download under the name that its tables had when they were made.
attach $path as publish (read_only)
