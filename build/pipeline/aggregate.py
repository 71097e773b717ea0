"""From checked source files to the published tables."""

from collections.abc import Iterable

from duckdb import DuckDBPyConnection

from pipeline import database
from pipeline.dictionary import dictionary_frames
from pipeline.schemas import published_schemas
from pipeline.sources import SourceFile

COUNTS_THE_OTHERS = "column_profiles"


def aggregate(files: Iterable[SourceFile]) -> DuckDBPyConnection:
    """Compute every published table; they stand in the database's schema `publish`, one per published schema.

    Shapes   files: sound files as returned by the check.
    Raises   duckdb.BinderException when a select lacks a column that its schema names.
    Source   DATA.md, "What code publishes".
    """
    connection = database.open_database()
    database.load_sources(connection, files)
    database.load_frames(connection, dictionary_frames())
    database.make_clean_tables(connection)
    counted = {name: schema for name, schema in published_schemas().items() if name != COUNTS_THE_OTHERS}
    for schema in counted.values():
        database.make_published_table(connection, schema.name, schema.columns)
    database.count_published_values(connection, counted)
    database.make_published_table(connection, COUNTS_THE_OTHERS, published_schemas()[COUNTS_THE_OTHERS].columns)
    return connection
