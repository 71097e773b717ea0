"""DuckDB turns checked rows into the published tables: load, clean, publish."""
