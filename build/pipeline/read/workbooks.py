"""The sheets of a workbook as rows of text."""

import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

ABOUT = "説明"


@dataclass
class Sheet:
    """One sheet. `rows[0]` is row 1; `dates` are the places (row number, position) of cells that hold a date."""

    title: str
    rows: list[list[str] | None] = field(default_factory=list)
    dates: list[tuple[int, int]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


def read_sheets(path: Path) -> list[Sheet]:
    """Read every sheet that holds anything.

    Missing  an empty cell is an empty text; empty rows below the last filled one are left out.
    Raises   ValueError for a file that is no workbook.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError) as error:
        raise ValueError(type(error).__name__) from error
    sheets = [_read_sheet(sheet) for sheet in book.worksheets]
    return [sheet for sheet in sheets if sheet.rows]


def _read_sheet(source: Any) -> Sheet:
    sheet = Sheet(source.title, merged=[str(area) for area in source.merged_cells.ranges])
    for number, cells in enumerate(source.iter_rows(values_only=True), start=1):
        sheet.rows.append([_text(cell) for cell in cells])
        sheet.dates += [(number, i) for i, cell in enumerate(cells) if isinstance(cell, date | time)]
    while sheet.rows and not any(sheet.rows[-1] or []):
        sheet.rows.pop()
    return sheet


def _text(cell: object) -> str:
    """Write a cell as it reads; a whole number carries no `.0`, a day no clock."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
