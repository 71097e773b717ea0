"""Each format of the published tables beside the bare library that writes the same rows.

The peer writes the same tables with nothing added: no notes, comments, keys, hashes or fixed times.
"""

import zipfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import openpyxl
import pandas as pd

from bench.registry import Job, Timings, comparison, take_turns
from pipeline.check import check_data
from pipeline.files.archive import write_zip
from pipeline.files.database_file import database_script, write_database
from pipeline.files.formats import write_parquet
from pipeline.files.xlsx import export_rows, write_workbooks
from pipeline.identity import Identity, read_identity
from pipeline.schemas import published_schemas
from pipeline.tables import database
from pipeline.tables.aggregate import aggregate
from pipeline.tables.csv_file import write_csv

CASES = 10_000
GOAL = 1.5
Write = Callable[[Path], object]


class Tables:
    """The published tables of one data folder, in the database and as frames."""

    def __init__(self, data: Path) -> None:
        result = check_data(data)
        assert not result.problems
        self.connection = aggregate(result.files)
        self.identity: Identity = read_identity(data)
        self.frames: dict[str, pd.DataFrame] = {
            name: self.connection.table(f"publish.{name}").df() for name in published_schemas()
        }


@cache
def tables_of(data: Path) -> Tables:
    """Read a data folder once for all runs."""
    return Tables(data)


def compare(ours: Write, peer: Write, workshop: Path, runs: int) -> Timings:
    """Let both sides write into fresh folders in turn."""
    return take_turns(partial(_job, ours, workshop / "ours"), partial(_job, peer, workshop / "peer"), runs)


def _job(write: Write, place: Path, number: int) -> Job:
    folder = place / str(number)
    folder.mkdir(parents=True)
    return lambda: write(folder)


@comparison("format-csv", "DuckDB's write_csv of the same tables", cases=CASES, goal=GOAL)
def csv_files(data: Path, workshop: Path, runs: int) -> Timings:
    """Write every table as CSV with a byte order mark."""
    tables = tables_of(data)

    def ours(folder: Path) -> None:
        for name, schema in published_schemas().items():
            write_csv(tables.connection, schema, folder / f"{name}.csv", len(tables.frames[name]))

    def peer(folder: Path) -> None:
        for name in published_schemas():
            tables.connection.table(f"publish.{name}").write_csv(str(folder / f"{name}.csv"))

    return compare(ours, peer, workshop, runs)


@comparison("format-parquet", "DuckDB's write_parquet of the same tables", cases=CASES, goal=GOAL)
def parquet_files(data: Path, workshop: Path, runs: int) -> Timings:
    """Write every table as Parquet with its columns described."""
    tables = tables_of(data)

    def ours(folder: Path) -> None:
        for name, schema in published_schemas().items():
            write_parquet(tables.connection, schema, folder / f"{name}.parquet", tables.identity)

    def peer(folder: Path) -> None:
        for name in published_schemas():
            table = tables.connection.table(f"publish.{name}")
            table.write_parquet(str(folder / f"{name}.parquet"), compression="zstd")

    return compare(ours, peer, workshop, runs)


@comparison("format-json", "pandas writing the same records", cases=CASES, goal=GOAL)
def json_files(data: Path, workshop: Path, runs: int) -> Timings:
    """Write every table as a JSON array of records."""
    return _compare_json("json", data, workshop, runs)


@comparison("format-jsonl", "pandas writing the same lines", cases=CASES, goal=GOAL)
def json_lines_files(data: Path, workshop: Path, runs: int) -> Timings:
    """Write every table as JSON Lines."""
    return _compare_json("jsonl", data, workshop, runs)


def _compare_json(kind: str, data: Path, workshop: Path, runs: int) -> Timings:
    tables = tables_of(data)

    def ours(folder: Path) -> None:
        for name in published_schemas():
            database.export_table(tables.connection, name, kind, folder / f"{name}.{kind}")

    def peer(folder: Path) -> None:
        for name, frame in tables.frames.items():
            path = folder / f"{name}.{kind}"
            frame.to_json(path, orient="records", lines=kind == "jsonl", force_ascii=False, date_format="iso")

    return compare(ours, peer, workshop, runs)


@comparison("format-xlsx", "openpyxl writing the same cells", cases=CASES, goal=GOAL)
def workbooks(data: Path, workshop: Path, runs: int) -> Timings:
    """Write all workbooks, and one workbook with a bare sheet for each table."""
    tables = tables_of(data)

    def peer(folder: Path) -> None:
        book = openpyxl.Workbook(write_only=True)
        for name in published_schemas():
            sheet = book.create_sheet(name[:31])
            for row in tables.connection.table(f"publish.{name}").fetchall():
                sheet.append(row)
        book.save(folder / "bare.xlsx")

    def ours(folder: Path) -> None:
        rows = folder / "rows"
        rows.mkdir()
        export_rows(tables.connection, published_schemas(), rows)
        write_workbooks(rows, published_schemas(), folder, tables.identity)

    return compare(ours, peer, workshop, runs)


@comparison("format-duckdb", "DuckDB writing the same tables and keys as it does by itself", cases=CASES, goal=GOAL)
def database_files(data: Path, workshop: Path, runs: int) -> Timings:
    """Write the DuckDB file, the same bytes each time; the peer leaves out the settings that this takes.

    Both sides check the keys row by row: that takes most of the time, and copying without keys 0.4 of it.
    """
    tables = tables_of(data)
    bare = "\n".join(
        line
        for line in database_script(published_schemas(), tables.identity).splitlines()
        if not line.startswith(("set ", "reset "))
    )

    def ours(folder: Path) -> None:
        write_database(tables.connection, published_schemas(), folder / "ours.duckdb", tables.identity)

    def peer(folder: Path) -> None:
        database.attach_file(tables.connection, folder / "bare.duckdb")
        database.run_script(tables.connection, bare)

    return compare(ours, peer, workshop, runs)


@comparison("format-zip", "zipfile with the same files", cases=CASES, goal=GOAL)
def archives(data: Path, workshop: Path, runs: int) -> Timings:
    """Put the CSV of every table into one ZIP."""
    tables, source = tables_of(data), workshop / "csv"
    source.mkdir(parents=True)
    for name, schema in published_schemas().items():
        write_csv(tables.connection, schema, source / f"{name}.csv", len(tables.frames[name]))
    files = sorted(source.iterdir())

    def peer(folder: Path) -> None:
        with zipfile.ZipFile(folder / "bare.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for file in files:
                archive.write(file, file.name)

    return compare(lambda folder: write_zip(folder / "ours.zip", files, tables.identity), peer, workshop, runs)
