"""What has changed since the newest release."""

from collections.abc import Collection, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from duckdb import DuckDBPyConnection

from pipeline.digests import sha256_of
from pipeline.history.changes import Change, compare
from pipeline.history.store import Release
from pipeline.history.tables import FOLLOWED_ROLES, TableRows, Tables, describe, followed_schemas, read_table
from pipeline.schemas import Schema
from pipeline.tables import database
from pipeline.tables.csv_file import write_csv


def compare_with_release(
    connection: DuckDBPyConnection, release: Release, names: Collection[str] | None = None
) -> tuple[Tables, Tables, list[Change]]:
    """Compare the published tables in the database with a release.

    Shapes   names: the tables to compare, without them all.
             Result: the tables of the release and of now, but for those with the same bytes, and what differs.
    """
    asked = [schema for schema in followed_schemas() if names is None or schema.name in names]
    with TemporaryDirectory() as folder:
        after = _current_tables(connection, release, asked, Path(folder))
    known = release.descriptions.items()
    followed = {name for name, d in known if d.role in FOLLOWED_ROLES and (names is None or name in names)}
    same = {schema.name for schema in asked} - set(after)
    before = {name: release.table(name) for name in sorted(followed - same)}
    return before, after, compare(before, after)


def _current_tables(
    connection: DuckDBPyConnection, release: Release, schemas: Iterable[Schema], folder: Path
) -> Tables:
    """Read the tables that are not as released."""
    tables: Tables = {}
    for schema in schemas:
        path = folder / f"{schema.name}.csv"
        write_csv(connection, schema, path, database.count_rows(connection, schema.name))
        if not _is_as_released(schema, path, release):
            tables[schema.name] = read_table(path, describe(schema))
    return tables


def _is_as_released(schema: Schema, path: Path, release: Release) -> bool:
    resource = release.resources.get(schema.name)
    return (
        resource is not None
        and resource["hash"] == f"sha256:{sha256_of(path)}"
        and release.descriptions[schema.name].meanings == describe(schema).meanings
        and release.descriptions[schema.name].key == schema.primary_key
    )


def all_tables(connection: DuckDBPyConnection) -> Tables:
    """Read every followed table as it would be published now."""
    with TemporaryDirectory() as folder:
        return {schema.name: current_table(connection, schema, Path(folder)) for schema in followed_schemas()}


def current_table(connection: DuckDBPyConnection, schema: Schema, folder: Path) -> TableRows:
    """Read a table as it would be published now."""
    path = folder / f"{schema.name}.csv"
    write_csv(connection, schema, path, database.count_rows(connection, schema.name))
    return read_table(path, describe(schema))
