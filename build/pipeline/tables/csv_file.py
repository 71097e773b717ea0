"""A published table as CSV: beside DuckDB, so that the check, which compares it with releases, loads no other format."""

from pathlib import Path

from duckdb import DuckDBPyConnection

from pipeline.schemas import Schema
from pipeline.tables import database

BYTE_ORDER_MARK = "\ufeff"


def write_csv(connection: DuckDBPyConnection, schema: Schema, path: Path, rows: int) -> None:
    """Write CSV with a BOM, so that Excel reads it as UTF-8. DuckDB would end the header of an empty table twice."""
    header = BYTE_ORDER_MARK + ",".join(schema.columns) + "\n"
    if rows:
        database.export_table(connection, schema.name, "csv", path, prefix=header, suffix="\n")
    else:
        path.write_text(header, encoding="utf-8", newline="\n")
