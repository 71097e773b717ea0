"""A published CSV as it stands on disk, and the folder that it stands in."""

import codecs
import csv
import io
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.schemas import Field, Schema, published_schemas, source_schemas

NUMBERS = ("integer", "number")


@dataclass
class WrittenTable:
    """One CSV: its bytes, and the cells that a strict reader finds in them.

    Shapes   rows: below the header. fault: why the file cannot be read at all, else empty.
    """

    schema: Schema
    path: Path
    raw: bytes
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    fault: str = ""

    @property
    def has_bom(self) -> bool:
        return self.raw.startswith(codecs.BOM_UTF8)

    @cached_property
    def text(self) -> str:
        return self.raw.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace")

    @cached_property
    def columns(self) -> list[list[str]]:
        return [[row[i] if i < len(row) else "" for row in self.rows] for i in range(len(self.header))]

    @cached_property
    def distinct(self) -> dict[str, set[str]]:
        """The different values of each column, the empty one left out."""
        return {name: set(cells) - {""} for name, cells in zip(self.header, self.columns, strict=True)}

    def column(self, name: str) -> list[str]:
        return self.columns[self.header.index(name)]

    def fields(self, *types: str) -> list[Field]:
        """List the columns of these types that the file has (all of them without an argument)."""
        return [f for f in self.schema.fields if f.name in self.header and (not types or f.type in types)]


@dataclass(frozen=True)
class Published:
    """Every written table of one folder, with the descriptor that stands beside them."""

    tables: dict[str, WrittenTable]
    package: dict[str, Any]
    earlier: dict[str, list[str]] | None

    def values(self, table: str, column: str) -> set[str]:
        """Give the different values of one column of one table; nothing when it is not there."""
        return self.tables[table].distinct.get(column, set()) if table in self.tables else set()

    def resource(self, table: str) -> dict[str, Any]:
        found = (r for r in self.package.get("resources", []) if r["name"] == table)
        return next(found, {})

    def choices(self, f: Field) -> set[str] | None:
        """Give the values that a column may hold; None where it is free."""
        if "enum" in f.constraints:
            return set(f.constraints["enum"])
        if f.categories:
            return {value for value, _ in f.categories}
        if f.code_table and f.code_table in self.tables:
            return self.values(f.code_table, code_column(f))
        return None


def code_column(f: Field) -> str:
    """Name the column of the published code table that a column takes its values from."""
    if f.code_field:
        return source_schemas()[f.code_table].field_named(f.code_field).column
    return published_schemas()[f.code_table].primary_key[0]


def read_table(schema: Schema, path: Path) -> WrittenTable:
    """Read one CSV strictly; what cannot be read is said in `fault`."""
    table = WrittenTable(schema, path, path.read_bytes())
    csv.field_size_limit(sys.maxsize)
    try:
        text = table.raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
        table.header, *table.rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        table.fault = f"{type(error).__name__}: {error}"
    return table


def read_tables(schemas: Iterable[Schema], folder: Path) -> dict[str, WrittenTable]:
    """Read the CSV of every schema that has one in the folder."""
    files = {schema.name: (schema, folder / f"{schema.name}.csv") for schema in schemas}
    return {name: read_table(schema, path) for name, (schema, path) in files.items() if path.exists()}
