"""From checked source files to the published tables."""

from collections.abc import Iterable

from duckdb import DuckDBPyConnection

from pipeline import database
from pipeline.schemas import published_schemas
from pipeline.sources import SourceFile


def aggregate(files: Iterable[SourceFile]) -> DuckDBPyConnection:
    """Compute every published table; they stand in the database's schema `publish`, one per published schema.

    Shapes   files: sound files as returned by the check.
    Raises   duckdb.BinderException when a select lacks a column that its schema names.
    Source   DATA.md, "What code publishes".
    """
    connection = database.open_database()
    database.load_sources(connection, files)
    database.make_clean_tables(connection)
    for schema in published_schemas().values():
        database.make_published_table(connection, schema.name, schema.columns)
    return connection
