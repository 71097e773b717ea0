"""A table as the Digital Agency's scorer meets it: names in the first row, cells below, kinds of columns guessed from them."""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from rules.workbooks import NO_TABLES

NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})*)(?:\.\d+)?")
DAY = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}")
PLACEHOLDERS = frozenset("-－–―…‥*×xX") | {"N/A", "n/a", "NA"}
MOSTLY = 0.8
CHOICES_AT_MOST, ROWS_AT_LEAST = 20, 20


@dataclass(frozen=True)
class Sheet:
    """One table: rows below the header, an empty cell as None."""

    file: str
    header: list[str]
    rows: list[list[str | None]]

    @cached_property
    def columns(self) -> list[Counter[str]]:
        """Count the filled cells of every column."""
        return [Counter(c for row in self.rows if (c := row[i]) is not None) for i in range(len(self.header))]

    @cached_property
    def kinds(self) -> list[str]:
        return [kind_of(cells) for cells in self.columns]

    def named(self) -> Iterator[tuple[str, str, Counter[str]]]:
        """Give name, kind and cells of every column."""
        return zip(self.header, self.kinds, self.columns, strict=True)

    def choices(self) -> list[tuple[str, Counter[str]]]:
        """List the columns that look like answers to a question with choices."""
        listed = []
        for name, kind, cells in self.named():
            if kind in ("text", "mixed") and cells.total() >= ROWS_AT_LEAST and len(cells) <= CHOICES_AT_MOST:
                listed.append((name, cells))
        return listed

    def first(self, column: int, rows: int = 30) -> list[str]:
        """Give the filled cells among the first rows of a column."""
        return [c for row in self.rows[:rows] if (c := row[column]) is not None]


def kind_of(cells: Counter[str]) -> str:
    """Guess what a column holds: what four fifths of its cells look like, else `mixed`."""
    kinds: Counter[str] = Counter()
    for cell, count in cells.items():
        kinds[_cell_kind(cell)] += count
    filled = kinds.total() - kinds["nothing"]
    sure = (kind for kind in ("numeric", "date", "text") if filled and kinds[kind] >= filled * MOSTLY)
    return next(sure, "mixed" if filled else "empty")


def _cell_kind(cell: str) -> str:
    if DAY.fullmatch(cell):
        return "date"
    if cell in PLACEHOLDERS:
        return "nothing"
    return "numeric" if NUMBER.fullmatch(cell) else "text"


def read_sheets(path: Path) -> Iterator[Sheet]:
    """Read a CSV, the CSV within a bundle of a chart, or every sheet of a workbook but that which explains the others."""
    if path.suffix == ".csv":
        yield _csv_sheet(path.name, path.read_bytes())
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path) as bundle:
            yield _csv_sheet(path.name, bundle.read(f"{path.stem}/data.csv"))
    else:
        sheets = load_workbook(path, read_only=True).worksheets
        yield from (_workbook_sheet(path.name, sheet) for sheet in sheets if sheet.title not in NO_TABLES)


def _workbook_sheet(name: str, sheet: Any) -> Sheet:
    header, *rows = ([*map(_cell_text, row)] for row in sheet.iter_rows(values_only=True))
    whole = [row + [None] * (len(header) - len(row)) for row in rows]
    return Sheet(f"{name} {sheet.title}", [title or "" for title in header], whole)


def _cell_text(cell: Any) -> str | None:
    return None if cell is None else cell.date().isoformat() if isinstance(cell, datetime) else str(cell)


def _csv_sheet(name: str, content: bytes) -> Sheet:
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return Sheet(name, header, [[cell or None for cell in row] for row in rows])
