"""Source files as typed tables in `source`: every cell a value of its type, with the status of an answer beside it."""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from duckdb import (
    ColumnExpression,
    ConstantExpression,
    DuckDBPyConnection,
    DuckDBPyRelation,
    Expression,
)

from pipeline.read.source_files import SourceFile
from pipeline.schemas import WITHDRAWN_CELL, Field, Schema, source_schemas
from pipeline.tables.database import SQL_TYPES

if TYPE_CHECKING:
    from pandas import DataFrame

Cells = Sequence[Sequence[object]] | dict[str, list[object]]


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
        load_survey_choices(connection)


def load_survey_choices(connection: DuckDBPyConnection) -> None:
    """Make `source.survey_choices` from the tables that `tables_of_choices` names."""
    connection.from_df(_survey_choices(connection)).create("source.survey_choices")


def tables_of_choices() -> set[str]:
    """Name the code tables that questions of the survey choose from."""
    return {f.code_table for f in source_schemas()["survey_cases"].fields if f.is_answer and f.code_table}


def load_table(connection: DuckDBPyConnection, name: str, schema: Schema, files: list[SourceFile]) -> None:
    """Make `source.<name>` from files of one schema; a row that is an empty list is left out."""
    _typed(connection, schema, files).create(f"source.{name}")


def replace_rows(aside: DuckDBPyConnection, schema: Schema, paths: list[str], files: list[SourceFile]) -> None:
    """Make `source.<table>` aside from that of the first database, with these files in place of those at `paths`."""
    gone = ColumnExpression("source_file").isin(*map(ConstantExpression, paths))
    others = aside.table(f"source.{schema.name}").filter(~gone)
    others.union(_typed(aside, schema, files)).order("source_file, source_row").create(f"source.{schema.name}")


def _typed(connection: DuckDBPyConnection, schema: Schema, files: list[SourceFile]) -> DuckDBPyRelation:
    cells = _cells(schema, files)
    return connection.from_df(_frame(cells, [*cells], object)).select(*_cast(cells, schema))


def load_withdrawn_cases(connection: DuckDBPyConnection, files: list[SourceFile]) -> None:
    """Make `source.withdrawn_cases`, in the shape of the survey."""
    if files:
        load_table(connection, "withdrawn_cases", source_schemas()["survey_cases"], files)
    else:
        connection.table("source.survey_cases").limit(0).create("source.withdrawn_cases")


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
    places = [(f.path, f.edition if schema.has_editions else "", f.rows) for f in files]
    rows = [(*place, n, row) for *place, listed in places for n, row in enumerate(listed, start=2) if row]
    written = zip(*[row for *_, row in rows], strict=True) if rows else [()] * len(schema.fields)
    empty = {**schema.missing, WITHDRAWN_CELL: "withdrawn"}
    columns: dict[str, list[object]] = {}
    for f, cells in zip(schema.fields, written, strict=True):
        columns[f.column] = [None if cell in empty else _value(cell, f) for cell in cells]
        if f.is_answer:
            columns[f"{f.column}_status"] = [empty.get(cell, "answered") for cell in cells]
    columns["source_file"] = [path for path, *_ in rows]
    if schema.has_editions:
        columns["edition"] = [edition for _, edition, *_ in rows]
    columns["source_row"] = [number for *_, number, _ in rows]
    return columns


def _value(cell: str, f: Field) -> object:
    return cell in f.true_values if f.type == "boolean" else cell


def _cast(names: Iterable[str], schema: Schema) -> list[Expression]:
    """Give columns their types; what stands beside the fields of a schema is text, but for the number of the row."""
    types = {"source_row": "BIGINT"} | {f.column: SQL_TYPES[f.type] for f in schema.fields}
    return [ColumnExpression(name).cast(types.get(name, "VARCHAR")).alias(name) for name in names]
