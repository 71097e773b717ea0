"""From checked source files to the published tables."""

from collections.abc import Iterable

import pandas as pd
from duckdb import DuckDBPyConnection

from pipeline import database
from pipeline.schemas import published_schemas
from pipeline.sources import SourceFile


class SchemaMismatch(Exception):
    """An SQL file of build/sql/publish and its schema do not name the same columns."""


def aggregate(files: Iterable[SourceFile]) -> DuckDBPyConnection:
    """Compute every published table; they stand in the database's schema `publish`.

    Shapes   files: sound files as returned by the check.
    Raises   SchemaMismatch when a table lacks a column of its schema, or there is a table without schema.
    Source   DATA.md, "What code publishes".
    """
    connection = database.open_database()
    database.load_sources(connection, files)
    database.run_folder(connection, "clean")
    made = database.run_folder(connection, "publish")
    if set(made) != set(published_schemas()):
        raise SchemaMismatch(f"tables and schemas differ: {sorted(set(made) ^ set(published_schemas()))}")
    return connection


def published(connection: DuckDBPyConnection, name: str) -> pd.DataFrame:
    """Give one published table with its columns in the order of its schema and its rows as published."""
    return database.read_columns(connection, f"publish.{name}", published_schemas()[name].columns).df()
