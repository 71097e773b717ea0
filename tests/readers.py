"""Every published table through the eyes of those who read it: one function for each program and format.

Each gives the rows as tuples of plain Python values, a missing value as None, so that all can be compared.
"""

import csv
import json
import subprocess
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pyarrow.csv
import pyarrow.parquet
from frictionless import Package

from install_peers import find_office
from pipeline.files.xlsx import LONG_TABLES, sheet_name
from pipeline.schemas import Schema

Rows = list[tuple[Any, ...]]
PARSERS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": lambda text: {"true": True, "false": False}[text.lower()],
    "date": date.fromisoformat,
}
CSV_FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


def from_text(schema: Schema, rows: Iterable[Iterable[str | None]]) -> Rows:
    """Turn cells of text into values by the schema's types; an empty cell is a missing value."""
    parsers = [PARSERS[f.type] for f in schema.fields]
    return [tuple(parse(cell) if cell else None for parse, cell in zip(parsers, row, strict=True)) for row in rows]


def plain(schema: Schema, rows: Iterable[Iterable[Any]]) -> Rows:
    """Turn what a typed reader gives into plain values: NaN and NaT are missing, times at midnight are dates."""
    return [tuple(_plain(f.type, cell) for f, cell in zip(schema.fields, row, strict=True)) for row in rows]


def _plain(kind: str, cell: Any) -> Any:
    if cell is None or pd.isna(cell):
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if kind == "date" and isinstance(cell, str):
        return date.fromisoformat(cell)
    return {"integer": int, "number": float, "boolean": bool}.get(kind, lambda value: value)(cell)


def pandas_csv(schema: Schema, folder: Path) -> Rows:
    frame = pd.read_csv(folder / f"{schema.name}.csv", dtype=str, keep_default_na=False)
    assert list(frame) == schema.columns
    return from_text(schema, frame.itertuples(index=False))


def python_csv(schema: Schema, folder: Path) -> Rows:
    with (folder / f"{schema.name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = csv.reader(stream)
    assert header == schema.columns
    return from_text(schema, rows)


def polars_csv(schema: Schema, folder: Path) -> Rows:
    types = {f.name: POLARS_TYPES[f.type] for f in schema.fields}
    return plain(schema, pl.read_csv(folder / f"{schema.name}.csv", schema=types).iter_rows())


POLARS_TYPES = {"string": pl.String, "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean, "date": pl.Date}


def pyarrow_csv(schema: Schema, folder: Path) -> Rows:
    types = {f.name: ARROW_TYPES[f.type] for f in schema.fields}
    options = pyarrow.csv.ConvertOptions(column_types=types, strings_can_be_null=True, null_values=[""])
    table = pyarrow.csv.read_csv(folder / f"{schema.name}.csv", convert_options=options)
    assert table.column_names == schema.columns
    return plain(schema, (row.values() for row in table.to_pylist()))


ARROW_TYPES = {
    "string": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
    "date": pyarrow.date32(),
}


def duckdb_csv(schema: Schema, folder: Path) -> Rows:
    types = {f.name: DUCKDB_TYPES[f.type] for f in schema.fields}
    return duckdb.read_csv(str(folder / f"{schema.name}.csv"), columns=types).fetchall()


DUCKDB_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


def frictionless_csv(schema: Schema, folder: Path) -> Rows:
    """Read by datapackage.json alone."""
    with _package(folder).get_resource(schema.name) as resource:
        return plain(schema, (row.to_dict().values() for row in resource.row_stream))


@cache
def _package(folder: Path) -> Package:
    return Package(str(folder / "datapackage.json"))


def pandas_parquet(schema: Schema, folder: Path) -> Rows:
    frame = pd.read_parquet(folder / f"{schema.name}.parquet", dtype_backend="pyarrow")
    assert list(frame) == schema.columns
    return plain(schema, frame.itertuples(index=False))


def polars_parquet(schema: Schema, folder: Path) -> Rows:
    frame = pl.read_parquet(folder / f"{schema.name}.parquet")
    assert dict(frame.schema) == {f.name: POLARS_TYPES[f.type] for f in schema.fields}
    return plain(schema, frame.iter_rows())


def pyarrow_parquet(schema: Schema, folder: Path) -> Rows:
    table = pyarrow.parquet.read_table(folder / f"{schema.name}.parquet")
    assert {f.name: f.type for f in table.schema} == {f.name: ARROW_TYPES[f.type] for f in schema.fields}
    return plain(schema, (row.values() for row in table.to_pylist()))


def duckdb_parquet(schema: Schema, folder: Path) -> Rows:
    relation = duckdb.read_parquet(str(folder / f"{schema.name}.parquet"))
    assert dict(zip(relation.columns, map(str, relation.types), strict=True)) == _duckdb_types(schema)
    return relation.fetchall()


def _duckdb_types(schema: Schema) -> dict[str, str]:
    return {f.name: DUCKDB_TYPES[f.type] for f in schema.fields}


def duckdb_file(schema: Schema, folder: Path) -> Rows:
    with duckdb.connect(str(folder / "joint-procurement.duckdb"), read_only=True) as connection:
        relation = connection.table(schema.name)
        assert dict(zip(relation.columns, map(str, relation.types), strict=True)) == _duckdb_types(schema)
        return relation.fetchall()


def python_json(schema: Schema, folder: Path) -> Rows:
    records = json.loads((folder / f"{schema.name}.json").read_text(encoding="utf-8"))
    return _records(schema, records)


def python_json_lines(schema: Schema, folder: Path) -> Rows:
    lines = (folder / f"{schema.name}.jsonl").read_text(encoding="utf-8").splitlines()
    return _records(schema, map(json.loads, lines))


def _records(schema: Schema, records: Iterable[dict[str, Any]]) -> Rows:
    """JSON has the types of the schema but for dates; nothing else may need to be turned."""
    rows = []
    for record in records:
        assert list(record) == schema.columns
        for f in schema.fields:
            assert record[f.name] is None or isinstance(record[f.name], JSON_TYPES[f.type]), f.name
        rows.append(tuple(_plain(f.type, record[f.name]) for f in schema.fields))
    return rows


JSON_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "date": str,
}


def polars_json_lines(schema: Schema, folder: Path) -> Rows:
    types = {f.name: POLARS_TYPES[f.type] for f in schema.fields}
    return plain(schema, pl.read_ndjson(folder / f"{schema.name}.jsonl", schema=types).iter_rows())


def openpyxl_sheet(schema: Schema, folder: Path) -> Rows:
    header, *rows = _book(folder / workbook_of(schema))[sheet_name(schema)].iter_rows(values_only=True)
    assert list(header) == schema.columns
    for row in rows:
        for f, cell in zip(schema.fields, row, strict=True):
            assert cell is None or isinstance(cell, SHEET_TYPES[f.type]), (f.name, cell)
    return plain(schema, rows)


SHEET_TYPES = JSON_TYPES | {"date": datetime}


def workbook_of(schema: Schema) -> str:
    return f"{schema.name if schema.name in LONG_TABLES else 'joint-procurement'}.xlsx"


@cache
def _book(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


def libreoffice_sheet(schema: Schema, folder: Path) -> Rows:
    path = _converted(folder / workbook_of(schema)) / f"{Path(workbook_of(schema)).stem}-{sheet_name(schema)}.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = csv.reader(stream)
    assert header == schema.columns
    return from_text(schema, rows)


@cache
def _converted(path: Path) -> Path:
    """Let LibreOffice open a workbook and write every sheet as CSV."""
    office = find_office()
    assert office, "LibreOffice is missing: python tests/install_peers.py"
    target = path.parent.parent / f"{path.stem}-sheets"
    profile = f"-env:UserInstallation={(path.parent.parent / 'office').resolve().as_uri()}"
    command = [office, profile, "--headless", "--convert-to", CSV_FILTER, "--outdir", str(target), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return target


READERS = (
    python_csv,
    pandas_csv,
    polars_csv,
    pyarrow_csv,
    duckdb_csv,
    frictionless_csv,
    pandas_parquet,
    polars_parquet,
    pyarrow_parquet,
    duckdb_parquet,
    duckdb_file,
    python_json,
    python_json_lines,
    polars_json_lines,
    openpyxl_sheet,
    libreoffice_sheet,
)
