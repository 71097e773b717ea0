"""The line the data takes, each step once and in this order.

check      data/ is held against schemas/ and against itself; nothing is written.
aggregate  DuckDB turns the checked rows into the published tables (sql/clean, sql/publish).
datasets   every published table is written in every format, with its description.
render     templates and charts turn the published tables and site_src/ into a Markdown tree.
mkdocs     builds the hand-written and summary pages and one shell page per kind of entity.
stamp      writes the thousands of entity pages from the shells.
publish    replaces the old site by the new one in one step.
"""
