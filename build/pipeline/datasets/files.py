"""The tables as files."""

import codecs
import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipeline import database


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
    """One published table as written: how many rows, and its files."""

    rows: int
    files: tuple[DataFile, ...]


MEDIA_TYPES = {"csv": "text/csv", "json": "application/json", "parquet": "application/vnd.apache.parquet"}


def write_table(connection: DuckDBPyConnection, name: str, folder: Path) -> DataTable:
    """Write one published table in every format. CSV carries a BOM, so that Excel reads it as UTF-8."""
    _write_csv_with_bom(connection, name, folder / f"{name}.csv")
    database.write_json(connection, name, folder / f"{name}.json")
    database.write_parquet(connection, name, folder / f"{name}.parquet")
    files = tuple(describe_file(folder / f"{name}.{kind}") for kind in MEDIA_TYPES)
    return DataTable(rows=database.count_rows(connection, name), files=files)


def _write_csv_with_bom(connection: DuckDBPyConnection, name: str, path: Path) -> None:
    bare = path.with_suffix(".csv.bare")
    database.write_csv(connection, name, bare)
    with bare.open("rb") as source, path.open("wb") as target:
        target.write(codecs.BOM_UTF8)
        shutil.copyfileobj(source, target)
    bare.unlink()


def describe_file(path: Path) -> DataFile:
    """Measure a written file."""
    kind = path.suffix.removeprefix(".")
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return DataFile(path.name, kind, MEDIA_TYPES[kind], path.stat().st_size, digest)
