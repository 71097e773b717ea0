"""The rules that only a workbook can break, on each sheet of a written XLSX.

A sheet is read as a stream: what matters is the looks of its cells, and a workbook of all tables has a million of them.
"""

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from rules.findings import Finding, judged

OBJECTS = re.compile(r"xl/(?:media|charts|embeddings|diagrams)/|xl/drawings/drawing\d+\.xml$")
# A sheet of remarks on the others is no table.
NO_TABLES = ("説明",)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ROW, COLUMN, MERGED, CELL, FORMULA = (f"{MAIN}{tag}" for tag in ("row", "col", "mergeCell", "c", "f"))
Looks = list[tuple[Any, ...]]


@dataclass
class _Sheet:
    """What is judged of one sheet. `looks` has those of the cells below the header, by the letters of their column."""

    looks: dict[str, set[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(set))
    merged: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)

    def take_row(self, row: Any, number: int, looks: Looks) -> None:
        if row.get("hidden") in ("1", "true"):
            self.hidden.append(f"{number} 行目")
        for position, cell in enumerate(row.iterchildren(CELL), start=1):
            letters = (cell.get("r") or get_column_letter(position)).rstrip("0123456789")
            if number > 1:
                self.looks[letters].add(looks[int(cell.get("s", 0))])
            if cell.find(FORMULA) is not None:
                self.formulas.append(f"{letters}{number}")

    def take_columns(self, columns: Any) -> None:
        if columns.get("hidden") in ("1", "true"):
            self.hidden.append(f"{get_column_letter(int(columns.get('min')))} 列")


def judge_workbook(path: Path) -> Iterator[tuple[str, str, Finding]]:
    """Yield rule, sheet and finding for every sheet of a workbook."""
    book: Any = load_workbook(path, read_only=True)
    looks = [_look(book, style) for style in book._cell_styles]
    with zipfile.ZipFile(path) as archive:
        objects = [name for name in archive.namelist() if OBJECTS.search(name)]
        for listed in book.worksheets:
            yield "L1-10", listed.title, judged(objects, "図形、画像、グラフがない")
            if listed.title in NO_TABLES:
                continue
            sheet = _read(archive, listed._worksheet_path, looks)
            odd = [f"{column} 列" for column, found in sheet.looks.items() if len(found) > 1]
            hidden = sheet.hidden + ([] if listed.sheet_state == "visible" else ["シート全体"])
            yield "L1-11", listed.title, judged(odd, "列の中で書式が変わらず、色に意味をもたせていない")
            yield "L1-12", listed.title, judged(sheet.merged, "結合したセルがない")
            yield "L1-13", listed.title, judged(hidden, "隠した行と列がない")
            yield "L2-06", listed.title, judged(sheet.formulas, "計算式がない")


def _look(book: Any, style: Any) -> tuple[Any, ...]:
    """Say what a style looks like: its fill, and its letters."""
    font, fill = book._fonts[style.fontId], book._fills[style.fillId]
    colour = str(font.color.rgb) if font.color is not None else ""
    return fill.fgColor.rgb if fill.fill_type else "", font.b, font.strike, font.i, colour


def _read(archive: zipfile.ZipFile, part: str, looks: Looks) -> _Sheet:
    sheet, rows = _Sheet(), 0
    with archive.open(part) as stream:
        for _, element in etree.iterparse(stream, tag=(ROW, COLUMN, MERGED)):
            if element.tag == ROW:
                rows = int(element.get("r") or rows + 1)
                sheet.take_row(element, rows, looks)
            elif element.tag == COLUMN:
                sheet.take_columns(element)
            else:
                sheet.merged.append(element.get("ref"))
            element.clear()
    return sheet
