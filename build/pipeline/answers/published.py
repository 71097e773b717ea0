"""One folder of published files, read without changing it: the DuckDB file and datapackage.json beside it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import duckdb
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection, DuckDBPyRelation

from pipeline.paths import SQL
from pipeline.rows import Row

DATABASE, PACKAGE = "joint-procurement.duckdb", "datapackage.json"


class Refused(Exception):
    """What was asked cannot be answered; says why, in Japanese and English."""


@dataclass(frozen=True)
class Published:
    """The tables of one folder. `package` is what its datapackage.json says."""

    folder: Path
    package: dict[str, Any]

    @cached_property
    def connection(self) -> DuckDBPyConnection:
        connection = duckdb.connect(str(self.folder / DATABASE), read_only=True)
        connection.execute(_sql("lock"))
        return connection

    @cached_property
    def tables(self) -> dict[str, dict[str, Any]]:
        return {resource["name"]: resource for resource in self.package["resources"]}

    @cached_property
    def release(self) -> Row:
        """Say which state the data are: every answer does."""
        return {name: self.package[name] for name in ("release", "has_unreleased_changes", "commit", "created")}

    @cached_property
    def totals(self) -> list[Row]:
        """Count recorded and official cases for every edition: what is not recorded may exist all the same."""
        columns = ["edition", "case_count", "matched_case_count", "official_case_count"]
        return list(iterate_rows(self.connection.table("case_totals").select(*columns)))

    def table(self, name: str) -> dict[str, Any]:
        """Give what the package says of a table. Raises Refused for a name that no table has."""
        if name not in self.tables:
            raise Refused(f"表 {name} はありません。一覧は list で。 / No table {name}; call list for all.")
        return self.tables[name]

    def columns(self, name: str) -> list[str]:
        return [f["name"] for f in self.table(name)["schema"]["fields"]]

    def key(self, name: str) -> list[str]:
        schema = self.table(name)["schema"]
        return list(schema["primaryKey"] if "primaryKey" in schema else schema["uniqueKeys"][0])

    def row_id(self, name: str, row: Row) -> str:
        """Name a row: the table and its key, `cases/2024-01-31/27-0003`; an empty part of a key stays empty."""
        return "/".join([name, *("" if row[c] is None else quote(str(row[c]), safe="") for c in self.key(name))])

    def row(self, row_id: str) -> tuple[str, Row]:
        """Find a row by its id. Result: its table and the row. Raises Refused when there is none."""
        name, *parts = row_id.split("/")
        key = self.key(name)
        if len(parts) == len(key):
            wanted = dict(zip(key, map(unquote, parts), strict=True))
            for row in self.rows(name, **wanted):
                return name, row
        raise Refused(
            f"行 {row_id} は収録していません（ないという意味ではありません）。 / Row {row_id} is not recorded; that does not say that it does not exist."
        )

    def rows(self, table: str, **wanted: str) -> list[Row]:
        """Give the rows of a table that hold these values, as text ("" for empty)."""
        relation = self.connection.table(table)
        for column, value in wanted.items():
            cell = ColumnExpression(column).cast("VARCHAR")
            relation = relation.filter(cell == ConstantExpression(value) if value else cell.isnull())
        return list(iterate_rows(relation))

    def statement(self, name: str, **values: str) -> Any:
        """Run build/sql/answers/<name>.sql and give its one value."""
        return self.connection.execute(_sql(name), values).fetchall()[0][0]


def _sql(name: str) -> str:
    return (SQL / "answers" / f"{name}.sql").read_text(encoding="utf-8")


@cache
def open_published(folder: Path) -> Published:
    """Open a folder, once in a process. Raises Refused when it does not hold the published files."""
    for name in (DATABASE, PACKAGE):
        if not (folder / name).is_file():
            raise Refused(f"{folder} に {name} がありません。 / There is no {name} in {folder}.")
    return Published(folder, json.loads((folder / PACKAGE).read_text(encoding="utf-8")))


def iterate_rows(relation: DuckDBPyRelation) -> Iterator[Row]:
    """Give rows as JSON can hold them: dates as text."""
    for row in relation.fetchall():
        yield {column: json_value(cell) for column, cell in zip(relation.columns, row, strict=True)}


def json_value(cell: Any) -> Any:
    """Turn a value into one that JSON has."""
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if cell is None or isinstance(cell, str | bool | int | float) else str(cell)
