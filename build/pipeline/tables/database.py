"""DuckDB: opens databases and runs the SQL files. Beside it only source_loading.py, which fills the first tables."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
from duckdb import ColumnExpression, DuckDBPyConnection, DuckDBPyRelation

from pipeline.paths import SQL
from pipeline.schemas import Schema, published_schemas

if TYPE_CHECKING:
    from pandas import DataFrame

SQL_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


def open_database(path: str = ":memory:") -> DuckDBPyConnection:
    """Open a DuckDB that never asks the network for anything."""
    connection = duckdb.connect(path, config={"autoinstall_known_extensions": False})
    connection.execute((SQL / "setup.sql").read_text(encoding="utf-8"))
    return connection


def open_downloaded(path: Path) -> DuckDBPyConnection:
    """Open the database file that readers download, its tables as `publish.<name>`; nothing can be written to it."""
    connection = duckdb.connect(config={"autoinstall_known_extensions": False})
    connection.execute((SQL / "export" / "open.sql").read_text(encoding="utf-8"), {"path": str(path)})
    return connection


def open_aside(connection: DuckDBPyConnection, name: str) -> DuckDBPyConnection:
    """Open a second, empty database that reads a table of the first wherever it has none of that name itself."""
    aside = connection.cursor()
    aside.execute((SQL / "aside.sql").read_text(encoding="utf-8").replace("aside", name))
    return aside


def close_aside(aside: DuckDBPyConnection, name: str) -> None:
    """Forget what was made aside."""
    aside.execute((SQL / "aside_end.sql").read_text(encoding="utf-8").replace("aside", name))
    aside.close()


@dataclass(frozen=True)
class Span:
    """The rows from `first` on that differ between two states: up to `end` (not in it) before, `end_now` now."""

    first: int
    end: int
    end_now: int


def differing_rows(aside: DuckDBPyConnection, name: str, table: str) -> Span | None:
    """Compare a table that was made aside (`clean.cases`) with that of the first database; None where nothing differs."""
    statement = (SQL / "differing_rows.sql").read_text(encoding="utf-8")
    tables = {"before": f"memory.{table}", "after": f"{name}.{table}"}
    ((first, end, before, after),) = aside.execute(statement, tables).fetchall()
    return None if first is None else Span(first, end if before == after else before, end if before == after else after)


def keep_database(connection: DuckDBPyConnection, path: Path) -> None:
    """Write everything that the database holds into one file, in the place of an older one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    attach, copy, detach = (SQL / "export" / "keep.sql").read_text(encoding="utf-8").split(";")
    connection.execute(attach, {"path": str(path)})
    connection.execute(copy)
    connection.execute(detach)


def load_published_csv(connection: DuckDBPyConnection, schema: Schema, path: Path) -> None:
    """Make `publish.<name>` from the CSV of a published table; an empty cell becomes NULL."""
    types = {f.name: SQL_TYPES[f.type] for f in schema.fields}
    connection.read_csv(str(path), columns=types, header=True, sep=",", quotechar='"', escapechar='"').create(
        f"publish.{schema.name}"
    )


def load_frames(connection: DuckDBPyConnection, frames: "dict[str, DataFrame]") -> None:
    """Make a table in `source` from each frame, under its name."""
    for name, frame in frames.items():
        connection.from_df(frame).create(f"source.{name}")


def clean_files() -> list[Path]:
    """List the selects of `clean`, in the order of names: each reads `source`, or what comes before it."""
    return sorted((SQL / "clean").glob("*.sql"))


def make_clean_table(connection: DuckDBPyConnection, file: Path) -> None:
    """Make `clean.<name>` from one file of build/sql/clean."""
    connection.sql(file.read_text(encoding="utf-8")).create(f"clean.{file.stem}")


def read_by(table: str) -> frozenset[str]:
    """Name the tables that the select of a table reads, both as `clean.cases`; a source table has no select."""
    layer, _, name = table.partition(".")
    if layer == "source":
        return frozenset()
    return _tables_in(SQL / "clean" / f"{name}.sql" if layer == "clean" else select_of(published_schemas()[name]))


@cache
def _tables_in(file: Path) -> frozenset[str]:
    return frozenset(re.findall(r"\b(?:source|clean)\.\w+", file.read_text(encoding="utf-8")))


def make_table(connection: DuckDBPyConnection, table: str) -> None:
    """Make one table by its select."""
    layer, _, name = table.partition(".")
    if layer == "clean":
        make_clean_table(connection, SQL / "clean" / f"{name}.sql")
    else:
        make_published_table(connection, published_schemas()[name])


def make_published_table(connection: DuckDBPyConnection, schema: Schema) -> None:
    """Make `publish.<name>` from build/sql/publish/<name>.sql with exactly its schema's columns, order and types.

    A table of the values of one question needs no select of its own: build/sql/values/one_question.sql makes them all.
    Raises   duckdb.BinderException when the select lacks a column, ConversionException when a value is of another type.
    """
    columns = [ColumnExpression(f.name).cast(SQL_TYPES[f.type]).alias(f.name) for f in schema.fields]
    _relation(connection, schema).select(*columns).create(f"publish.{schema.name}")


def select_of(schema: Schema) -> Path:
    """Name the select of a published table."""
    return SQL / "values" / "one_question.sql" if schema.values_of else SQL / "publish" / f"{schema.name}.sql"


def _relation(connection: DuckDBPyConnection, schema: Schema) -> DuckDBPyRelation:
    statement = select_of(schema).read_text(encoding="utf-8")
    if not schema.values_of:
        return connection.sql(statement)
    values = connection.sql(statement, params={"question": schema.values_of})
    return values.select("edition", "case_id", ColumnExpression("value").alias(schema.primary_key[-1]))


def count_published_values(connection: DuckDBPyConnection, names: Iterable[str]) -> None:
    """Fill `source.published_values`: how often each value stands in each column of these published tables."""
    statement = (SQL / "profile" / "column_values.sql").read_text(encoding="utf-8")
    for name in names:
        connection.execute(statement, {"table": f"publish.{name}", "name": name})


def read_rows(connection: DuckDBPyConnection, name: str) -> list[dict[str, Any]]:
    """Give a published table as one dict per row; a missing value is None."""
    return _as_dicts(connection.table(f"publish.{name}"))


def read_span(connection: DuckDBPyConnection, name: str, span: Span) -> list[dict[str, Any]]:
    """Give those rows of a published table that a span names, as they are now."""
    return _as_dicts(connection.table(f"publish.{name}").limit(span.end_now - span.first, span.first))


def _as_dicts(relation: DuckDBPyRelation) -> list[dict[str, Any]]:
    columns = relation.columns
    return [dict(zip(columns, row, strict=True)) for row in relation.fetchall()]


def select_rows(connection: DuckDBPyConnection, file: Path) -> list[dict[str, Any]]:
    """Run one select and give its rows as dicts."""
    rows = connection.execute(file.read_text(encoding="utf-8")).fetchall()
    names = [column[0] for column in connection.description or []]
    return [dict(zip(names, row, strict=True)) for row in rows]


def export_table(connection: DuckDBPyConnection, name: str, kind: str, path: Path, **values: object) -> None:
    """Write a published table by build/sql/export/<kind>.sql, which says what `values` it takes."""
    statement = (SQL / "export" / f"{kind}.sql").read_text(encoding="utf-8")
    connection.execute(statement, {"table": f"publish.{name}", "path": str(path), **values})


def attach_file(connection: DuckDBPyConnection, path: Path) -> None:
    """Make a new database file, which run_script can then fill as `target`."""
    statement = (SQL / "export" / "attach.sql").read_text(encoding="utf-8")
    connection.execute(statement, {"path": str(path)})


def run_script(connection: DuckDBPyConnection, script: str, **values: object) -> None:
    """Run statements that a template of build/sql/export gave, with the `values` that they take."""
    connection.execute(script, values or None)


def count_rows(connection: DuckDBPyConnection, name: str) -> int:
    """Count the rows of a published table."""
    return len(connection.table(f"publish.{name}"))
