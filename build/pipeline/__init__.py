"""The line the data takes, each step once and in this order; line.py runs it.

read      what people write, as cells with their place.
check     data/ is held against schemas/ and against itself; nothing is written.
history   the source rows are held against those frozen with each release.
tables    DuckDB turns the checked rows into the published tables (sql/clean, sql/publish).
files     every published table is written in every format, with its description.
pages     templates and charts turn the tables and site_src/ into a tree that MkDocs builds; thousands of pages are stamped.
publish   the old site is replaced by the new one in one step.

Beside the line: maintain (tidy, import, workbook, review), which reads and writes what people write.
"""
