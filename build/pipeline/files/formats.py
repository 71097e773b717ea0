"""The published tables as files, one format each."""

import json
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipeline.digests import sha256_of
from pipeline.files.table_schema import table_schema
from pipeline.identity import Identity
from pipeline.schemas import Schema
from pipeline.tables import database
from pipeline.tables.csv_file import write_csv

TABLE_FORMATS = ("csv", "json", "jsonl", "parquet")
MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "duckdb": "application/vnd.duckdb",
    "zip": "application/zip",
}


@dataclass(frozen=True)
class DataFile:
    """One written file: its size in bytes and its SHA-256."""

    name: str
    format: str
    media_type: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class DataTable:
    """One published table as written: how many rows, and its files, CSV first."""

    rows: int
    files: tuple[DataFile, ...]


def write_table(connection: DuckDBPyConnection, schema: Schema, folder: Path, identity: Identity) -> DataTable:
    """Write one published table in every format of a table. A file that is there stays: it was frozen with a release."""
    name = schema.name
    rows = database.count_rows(connection, name)
    files = {kind: folder / f"{name}.{kind}" for kind in TABLE_FORMATS}
    if not files["csv"].exists():
        write_csv(connection, schema, files["csv"], rows)
    for kind in ("json", "jsonl"):
        if not files[kind].exists():
            database.export_table(connection, name, kind, files[kind])
    write_parquet(connection, schema, files["parquet"], identity)
    return DataTable(rows, tuple(map(describe_file, files.values())))


def write_parquet(connection: DuckDBPyConnection, schema: Schema, path: Path, identity: Identity) -> None:
    """Write Parquet whose metadata name the table, the release and, as a Table Schema, every column."""
    metadata = {
        "title": schema.title,
        "title_en": schema.title_en,
        "description": f"{schema.row}。{schema.description}",
        "publisher": identity.publisher,
        "homepage": f"{identity.site_url}{identity.page_of(schema.name)}",
        "license": "CC-BY-4.0",
        "version": identity.version,
        "commit": identity.data_version,
        "date": identity.data_date,
        "table_schema": json.dumps(table_schema(schema), ensure_ascii=False),
    }
    database.export_table(connection, schema.name, "parquet", path, metadata=metadata)


def describe_file(path: Path) -> DataFile:
    """Measure a written file."""
    kind = path.suffix.removeprefix(".")
    return DataFile(path.name, kind, MEDIA_TYPES[kind], path.stat().st_size, sha256_of(path))
