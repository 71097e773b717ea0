"""The only module that touches DuckDB: loads the source files as typed tables and runs the SQL files."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
from duckdb import (
    ColumnExpression,
    DuckDBPyConnection,
    DuckDBPyRelation,
    Expression,
)

from pipeline.paths import SQL
from pipeline.read.source_files import SourceFile
from pipeline.schemas import WITHDRAWN_CELL, Field, Schema, source_schemas

if TYPE_CHECKING:
    from pandas import DataFrame

Cells = Sequence[Sequence[object]] | dict[str, list[object]]
SQL_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


def open_database(path: str = ":memory:") -> DuckDBPyConnection:
    """Open a DuckDB that never asks the network for anything."""
    connection = duckdb.connect(path, config={"autoinstall_known_extensions": False})
    connection.execute((SQL / "setup.sql").read_text(encoding="utf-8"))
    return connection


def open_aside(connection: DuckDBPyConnection) -> DuckDBPyConnection:
    """Open a second, empty database that reads a table of the first wherever it has none of that name itself."""
    aside = connection.cursor()
    aside.execute((SQL / "aside.sql").read_text(encoding="utf-8"))
    return aside


def close_aside(aside: DuckDBPyConnection) -> None:
    """Forget what was made aside."""
    aside.execute((SQL / "aside_end.sql").read_text(encoding="utf-8"))
    aside.close()


def keep_database(connection: DuckDBPyConnection, path: Path) -> None:
    """Write everything that the database holds into one file, in the place of an older one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    attach, copy, detach = (SQL / "export" / "keep.sql").read_text(encoding="utf-8").split(";")
    connection.execute(attach, {"path": str(path)})
    connection.execute(copy)
    connection.execute(detach)


def load_sources(
    connection: DuckDBPyConnection, files: Iterable[SourceFile], names: Collection[str] | None = None
) -> None:
    """Make one typed table per source schema in `source`, named as the schema, empty where there is no file.

    Two more: `survey_fields` lists the columns of the survey (field, field_title, position, is_answer,
    is_multiple), and
    `survey_choices`, unless `names` are given, what the questions with fixed choices offer.

    Shapes   files: as read by the check, cells already sound. names: the tables to make, without them all.
             Result: the published column names; for an answer also `<column>_status`; and `source_file`,
             `source_row` (spreadsheet row, header = 1), `edition` if any.
    Missing  a cell that the schema lists as missing becomes NULL; its status says which kind of empty it is.
    Raises   duckdb.ConversionException for a cell that is not of its type: the check has to come first.
    Source   DATA.md, "Empty is not one thing: four statuses".
    """
    by_table: dict[str, list[SourceFile]] = {}
    for file in files:
        by_table.setdefault(file.table, []).append(file)
    for name, schema in source_schemas().items():
        if names is None or name in names:
            load_table(connection, name, schema, by_table.get(name, []))
    connection.from_df(_survey_fields()).create("source.survey_fields")
    if names is None:
        connection.from_df(_survey_choices(connection)).create("source.survey_choices")


def load_table(connection: DuckDBPyConnection, name: str, schema: Schema, files: list[SourceFile]) -> None:
    """Make `source.<name>` from files of one schema; a row that is an empty list is left out."""
    cells = _cells(schema, files)
    connection.from_df(_frame(cells, [*cells], object)).select(*_cast(cells, schema)).create(f"source.{name}")


def load_published_csv(connection: DuckDBPyConnection, schema: Schema, path: Path) -> None:
    """Make `publish.<name>` from the CSV of a published table; an empty cell becomes NULL."""
    types = {f.name: SQL_TYPES[f.type] for f in schema.fields}
    connection.read_csv(str(path), columns=types, header=True, sep=",", quotechar='"', escapechar='"').create(
        f"publish.{schema.name}"
    )


def load_withdrawn_cases(connection: DuckDBPyConnection, files: list[SourceFile]) -> None:
    """Make `source.withdrawn_cases`, in the shape of the survey."""
    if files:
        load_table(connection, "withdrawn_cases", source_schemas()["survey_cases"], files)
    else:
        connection.table("source.survey_cases").limit(0).create("source.withdrawn_cases")


def load_frames(connection: DuckDBPyConnection, frames: "dict[str, DataFrame]") -> None:
    """Make a table in `source` from each frame, under its name."""
    for name, frame in frames.items():
        connection.from_df(frame).create(f"source.{name}")


def _survey_fields() -> "DataFrame":
    fields = source_schemas()["survey_cases"].fields
    rows = [(f.column, f.name, position, f.is_answer, f.is_multiple) for position, f in enumerate(fields, start=1)]
    return _frame(rows, ["field", "field_title", "position", "is_answer", "is_multiple"])


def _survey_choices(connection: DuckDBPyConnection) -> "DataFrame":
    """List the choices of every question that has fixed ones: field, value as text, choice as people write it, position."""
    rows: list[tuple[str, str, str, int]] = []
    for f in source_schemas()["survey_cases"].fields:
        if f.is_answer and f.type == "boolean":
            rows += [(f.column, "true", f.true_values[0], 1), (f.column, "false", f.false_values[0], 2)]
        elif f.is_answer and f.code_table:
            values = enumerate(_codes(connection, f), start=1)
            rows += [(f.column, value, value, position) for position, value in values]
    return _frame(rows, ["field", "value", "choice", "position"])


def _frame(rows: Cells, columns: list[str], dtype: type | None = None) -> "DataFrame":
    from pandas import DataFrame  # imported late: 0.3 s that a check without a change need not wait for

    return DataFrame(rows, columns=columns, dtype=dtype)


def _codes(connection: DuckDBPyConnection, f: Field) -> list[str]:
    """List what a question may be answered with, in the order of its code table."""
    table = source_schemas()[f.code_table]
    ordered = connection.table(f"source.{table.name}").order(table.ordered_by)
    return [str(value) for (value,) in ordered.select(table.field_named(f.code_field).column).fetchall()]


def _cells(schema: Schema, files: list[SourceFile]) -> dict[str, list[object]]:
    """Give every column of `source.<name>`: a cell that says why it is empty is None, and its status tells the reason."""
    rows = [(file, number, row) for file in files for number, row in enumerate(file.rows, start=2) if row]
    written = zip(*[row for _, _, row in rows], strict=True) if rows else [()] * len(schema.fields)
    empty = {**schema.missing, WITHDRAWN_CELL: "withdrawn"}
    columns: dict[str, list[object]] = {}
    for f, cells in zip(schema.fields, written, strict=True):
        columns[f.column] = [None if cell in empty else _value(cell, f) for cell in cells]
        if f.is_answer:
            columns[f"{f.column}_status"] = [empty.get(cell, "answered") for cell in cells]
    columns["source_file"] = [file.path for file, _, _ in rows]
    if schema.has_editions:
        columns["edition"] = [file.edition for file, _, _ in rows]
    columns["source_row"] = [number for _, number, _ in rows]
    return columns


def _value(cell: str, f: Field) -> object:
    return cell in f.true_values if f.type == "boolean" else cell


def _cast(names: Iterable[str], schema: Schema) -> list[Expression]:
    """Give columns their types; what stands beside the fields of a schema is text, but for the number of the row."""
    types = {"source_row": "BIGINT"} | {f.column: SQL_TYPES[f.type] for f in schema.fields}
    return [ColumnExpression(name).cast(types.get(name, "VARCHAR")).alias(name) for name in names]


def clean_files() -> list[Path]:
    """List the selects of `clean`, in the order of names: each reads `source`, or what comes before it."""
    return sorted((SQL / "clean").glob("*.sql"))


def make_clean_table(connection: DuckDBPyConnection, file: Path) -> None:
    """Make `clean.<name>` from one file of build/sql/clean."""
    connection.sql(file.read_text(encoding="utf-8")).create(f"clean.{file.stem}")


@cache
def words_of(file: Path) -> frozenset[str]:
    """List all the words of an SQL file, the names of the tables that it reads among them."""
    return frozenset(re.findall(r"\w+", file.read_text(encoding="utf-8")))


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
    relation = connection.table(f"publish.{name}")
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
