"""What people wrote, row by row: today's, or that of a release. Here corrections are looked for.

A row is named by its table as published, its edition and its key, and every cell by the column as published. So that
a cell means the same when a code table's wording changes, a name that stands for a code is read as that code
(施設予約システム as facility-reservation), and あり and はい are read as true.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pipeline.history.tables import KEY_SEPARATOR, Key
from pipeline.messages import Problem, say
from pipeline.read.source_files import SourceFile, find_files
from pipeline.rows import TextRow
from pipeline.schemas import Field, Schema, source_schemas

SURVEY, QUESTION = "survey_cases", "field"
NOT_COLLECTED = "not_collected"


@dataclass(frozen=True)
class SourceRow:
    """One row: its cells as compared, as written (in the order of today's schema), and where it stands."""

    cells: TextRow
    written: list[str]
    path: str
    number: int


@dataclass(frozen=True)
class SourceTable:
    """All rows of one source table."""

    schema: Schema
    rows: dict[Key, SourceRow] = field(default_factory=dict)

    @property
    def is_of_cases(self) -> bool:
        """Whether every row belongs to one case of one edition, with which its key begins."""
        is_keyed = self.schema.has_editions and key_columns(self.schema)[0] == "case_id"
        return is_keyed and self.schema.name != SURVEY


SourceTables = dict[str, SourceTable]


def column_of(f: Field) -> str:
    """Name a column as the history does: where it holds the name of a code, as the code."""
    return _code_column(f) or f.column


def field_of(schema: Schema, column: str) -> Field | None:
    """Find the field of a column that `column_of` named."""
    return next((f for f in schema.fields if column_of(f) == column), None)


@cache
def schema_of(table: str) -> Schema | None:
    """Find the source table that errata call by this name."""
    schemas = (s for s in source_schemas().values() if not s.is_bookkeeping)
    return next((schema for schema in schemas if schema.published_as == table), None)


def source_field(table: str, column: str) -> Field | None:
    """Find the field of a source table that errata call by these names."""
    schema = schema_of(table)
    return field_of(schema, column) if schema else None


def key_columns(schema: Schema) -> list[str]:
    """Name the columns of a key, without the edition that is in the path."""
    return [column_of(schema.field_named(name)) for name in schema.primary_key]


def source_tables(files: Iterable[SourceFile]) -> SourceTables:
    """Arrange source files by table and key. Shapes  files: sound files as returned by the check."""
    listed = list(files)
    codes = _codes(listed)
    tables = {s.published_as: SourceTable(s) for s in source_schemas().values()}
    for file in listed:
        table = tables[source_schemas()[file.table].published_as]
        keys, edition = key_columns(table.schema), file.edition if table.schema.has_editions else ""
        columns = [(column_of(f), f, codes.get(_code_column(f), {})) for f in table.schema.fields]
        for number, written in enumerate(file.rows, start=2):
            cells = {name: _read(f, cell, known) for (name, f, known), cell in zip(columns, written, strict=True)}
            key = (edition, KEY_SEPARATOR.join(cells[column] for column in keys))
            table.rows[key] = SourceRow(cells, written, file.path, number)
    return tables


def rows_of(files: Iterable[SourceFile], table: str) -> list[tuple[int, TextRow]]:
    """Give the rows of one source table as written, by published names, with their numbers in the spreadsheet; an empty one is none."""
    columns = source_schemas()[table].columns
    listed = (file for file in files if file.table == table)
    numbered = ((number, row) for file in listed for number, row in enumerate(file.rows, start=2))
    return [(number, dict(zip(columns, row, strict=True))) for number, row in numbered if row]


def say_of_row(fault: tuple[str, str, dict[str, str]], table: str, root: str, number: int, row: TextRow) -> Problem:
    """Say what is wrong with a row of a list.

    Shapes   fault: name of the sentence, column, facts. number, row: see rows_of. root: the data folder as shown.
    """
    schema, (name, column, facts) = source_schemas()[table], fault
    header = schema.header[schema.columns.index(column)]
    return say(name, f"{root}/{schema.files}", number, header, row[column], id=row[schema.columns[0]], **facts)


def _code_column(f: Field) -> str:
    """Name the key of the code table, where the column holds another column of it."""
    schema = source_schemas().get(f.code_table)
    if schema is None or list(schema.primary_key) == [f.code_field] or len(schema.primary_key) != 1:
        return ""
    return schema.field_named(schema.primary_key[0]).column


def _codes(files: list[SourceFile]) -> dict[str, dict[str, str]]:
    """Map the names in code tables to their codes, by the column of the code."""
    coded = {(f.code_table, f.code_field, _code_column(f)) for s in source_schemas().values() for f in s.fields}
    codes: dict[str, dict[str, str]] = {}
    for table, name, column in ((t, n, c) for t, n, c in coded if c):
        schema = source_schemas()[table]
        places = schema.header.index(name), schema.columns.index(column)
        rows = (row for file in files if file.table == table for row in file.rows)
        codes.setdefault(column, {}).update({row[places[0]]: row[places[1]] for row in rows})
    return codes


def _read(f: Field, cell: str, codes: dict[str, str]) -> str:
    if f.column == QUESTION:
        return _questions().get(cell, cell)
    if f.type == "boolean" and cell in (*f.true_values, *f.false_values):
        return "true" if cell in f.true_values else "false"
    return codes.get(cell, cell)


@cache
def _questions() -> dict[str, str]:
    return {f.name: f.column for f in source_schemas()[SURVEY].fields}


def frozen_files(folder: Path) -> list[SourceFile]:
    """Read the source files of a release as files of today's tables.

    Missing  a column that was not there yet is not collected, or empty; one that is there no more is left out. A file
             without a column of today's key has no rows that could be compared.
    """
    found = [_read_frozen(schema, path, folder) for schema, path in find_files(folder)]
    return [file for file in found if file]


def _read_frozen(schema: Schema, path: Path, folder: Path) -> SourceFile | None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    if not set(schema.primary_key) <= set(header):
        return None
    unknown = next((marker for marker, status in schema.missing.items() if status == NOT_COLLECTED), "")
    places = [header.index(f.name) if f.name in header else None for f in schema.fields]
    empty = [unknown if f.is_answer else "" for f in schema.fields]
    written = [[row[p] if p is not None else e for p, e in zip(places, empty, strict=True)] for row in rows]
    return SourceFile(schema.name, path.relative_to(folder).as_posix(), written)
