"""What has changed since the newest release."""

from collections.abc import Collection, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from duckdb import DuckDBPyConnection

from pipeline.digests import sha256_of
from pipeline.history.changes import Change, compare
from pipeline.history.store import Release
from pipeline.history.tables import FOLLOWED_ROLES, Tables, describe, followed_schemas, read_table
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
    after = current_tables(connection, asked, release)
    known = release.descriptions.items()
    followed = {name for name, d in known if d.role in FOLLOWED_ROLES and (names is None or name in names)}
    same = {schema.name for schema in asked} - set(after)
    before = {name: release.table(name) for name in sorted(followed - same)}
    return before, after, compare(before, after)


def current_tables(connection: DuckDBPyConnection, schemas: Iterable[Schema], release: Release | None = None) -> Tables:
    """Read tables as they would be published now; with a release, those that are not as it has them."""
    tables: Tables = {}
    with TemporaryDirectory() as folder:
        for schema in schemas:
            path = Path(folder) / f"{schema.name}.csv"
            write_csv(connection, schema, path, database.count_rows(connection, schema.name))
            if release is None or not _is_as_released(schema, path, release):
                tables[schema.name] = read_table(path, describe(schema))
    return tables


def _is_as_released(schema: Schema, path: Path, release: Release) -> bool:
    resource, was, now = release.resources.get(schema.name), release.descriptions.get(schema.name), describe(schema)
    if resource is None or was is None or (was.meanings, was.key) != (now.meanings, now.key):
        return False
    return bool(resource["hash"] == f"sha256:{sha256_of(path)}")
