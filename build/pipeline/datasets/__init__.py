"""Writes every published table in every format, and the package that describes them."""

from pathlib import Path

from duckdb import DuckDBPyConnection

from pipeline.datasets.descriptor import write_descriptor
from pipeline.datasets.files import write_table
from pipeline.identity import Identity
from pipeline.schemas import published_schemas


def write_datasets(connection: DuckDBPyConnection, folder: Path, identity: Identity) -> dict[str, object]:
    """Write every published table as CSV, JSON and Parquet into `folder`, and datapackage.json; return that package."""
    folder.mkdir(parents=True)
    written = {name: write_table(connection, name, folder) for name in published_schemas()}
    return write_descriptor(folder, written, identity)
