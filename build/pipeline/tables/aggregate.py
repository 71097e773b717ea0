"""From checked source files to the published tables."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipeline.history.comparison import compare_with_release
from pipeline.history.effects import Computing
from pipeline.history.frames import history_frames
from pipeline.history.state import History, read_history
from pipeline.history.tables import DERIVED, HISTORY, frozen_schemas, names_of_role, role_of
from pipeline.history.withdrawals import withdraw
from pipeline.paths import CACHE
from pipeline.read.source_files import SourceFile
from pipeline.schemas import published_schemas
from pipeline.tables import database, source_loading
from pipeline.tables.dictionary import dictionary_frames
from pipeline.tables.otherwise import Loaded, Otherwise

COUNTS_THE_OTHERS = "column_profiles"


def aggregate(files: Iterable[SourceFile]) -> DuckDBPyConnection:
    """Compute every published table; they stand in the database's schema `publish`, one per published schema.

    Shapes   files: sound files as returned by the check. The tables on releases and changes stay empty.
    Raises   duckdb.BinderException when a select lacks a column that its schema names.
    Source   DATA.md, "What code publishes".
    """
    connection = compute(files)
    add_history(connection, History())
    return connection


def aggregate_with_history(
    data: Path, files: list[SourceFile], kept: Path = CACHE
) -> tuple[DuckDBPyConnection, History]:
    """Compute every published table, those on the releases of a data folder and on what changed since included."""
    history = compared_history(data, files, kept)
    return tables_of(history), history


def compared_history(data: Path, files: list[SourceFile], kept: Path) -> History:
    """Read the history of a data folder; the tables to compare are computed when they are asked for, once.

    Shapes   kept: the folder of what is used again.
    """
    tables = cache(lambda: compute(files))
    computing = Computing(
        files,
        tables,
        compare=cache(lambda release: compare_with_release(tables(), release)),
        recompute=lambda otherwise: recompute(tables(), files, otherwise),
        cache=kept / "effects",
    )
    return read_history(data, files, computing)


def tables_of(history: History) -> DuckDBPyConnection:
    """Compute every published table, those on releases and changes included, from the files of a compared history."""
    assert history.computing is not None
    connection = history.computing.tables()
    add_history(connection, history)
    return connection


def compute(files: Iterable[SourceFile]) -> DuckDBPyConnection:
    """Compute the published tables that need nothing but the source files, without what is withdrawn."""
    connection = load(files)
    for schema in frozen_schemas():
        if schema.name != COUNTS_THE_OTHERS:
            database.make_published_table(connection, schema)
    return connection


@contextmanager
def recompute(
    connection: DuckDBPyConnection, now: Iterable[SourceFile], otherwise: Iterable[SourceFile]
) -> Iterator[tuple[DuckDBPyConnection, list[str]]]:
    """Compute the tables of computed figures as other source files would make them, where these make them differ.

    Shapes   connection: the tables that `now` made. Result: a connection that reads those and, in their place, what is made
             anew; and the names of the published tables that differ.
    """
    other = Otherwise(connection, Loaded.of(now), Loaded.of(otherwise))
    try:
        yield other.connection, other.published(names_of_role(DERIVED))
    finally:
        other.close()


def load(files: Iterable[SourceFile]) -> DuckDBPyConnection:
    """Load the source files, without what is withdrawn, and make the clean tables."""
    kept, withdrawn_cases = withdraw(files)
    connection = database.open_database()
    source_loading.load_sources(connection, kept)
    source_loading.load_withdrawn_cases(connection, withdrawn_cases)
    database.load_frames(connection, dictionary_frames())
    for file in database.clean_files():
        database.make_clean_table(connection, file)
    return connection


def add_history(connection: DuckDBPyConnection, history: History) -> None:
    """Compute the published tables on releases and changes, then the one that counts all the others."""
    database.load_frames(connection, history_frames(history))
    for schema in published_schemas().values():
        if role_of(schema) == HISTORY:
            database.make_published_table(connection, schema)
    counted = {name: schema for name, schema in published_schemas().items() if name != COUNTS_THE_OTHERS}
    database.count_published_values(connection, counted)
    database.make_published_table(connection, published_schemas()[COUNTS_THE_OTHERS])
