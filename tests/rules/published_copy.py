"""The published tables in a folder that passes: written as they are published, judged, and gone."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from pipeline.files.descriptor import describe_package
from pipeline.files.formats import DataTable, describe_file
from pipeline.identity import read_identity
from pipeline.schemas import Schema, published_schemas
from pipeline.tables import database
from pipeline.tables.csv_file import write_csv


@contextmanager
def write_passing(connection: DuckDBPyConnection, data: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Give a folder with the CSV of every published table and the package that describes them."""
    with tempfile.TemporaryDirectory() as passing:
        tables = {s.name: _write(connection, s, Path(passing)) for s in published_schemas().values()}
        yield Path(passing), describe_package(tables, read_identity(data))


def _write(connection: DuckDBPyConnection, schema: Schema, folder: Path) -> DataTable:
    path = folder / f"{schema.name}.csv"
    rows = database.count_rows(connection, schema.name)
    write_csv(connection, schema, path, rows)
    return DataTable(rows, (describe_file(path),))
