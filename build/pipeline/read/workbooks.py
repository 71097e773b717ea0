"""The sheets of a workbook as rows of text: every cell is what Excel shows, and what it does not show is named.

Our own reader, because it looks before it unpacks, makes no cell that holds nothing, and keeps what libraries throw
away: formulas, struck-through text, hidden rows, the format of a number (`decisions/`, "One reader").
"""

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from pipeline.messages import Fault
from pipeline.read.number_formats import BUILT_IN, show_number, show_text
from pipeline.read.package import NotThere, TooLarge, WorkbookPackage, local_name
from pipeline.read.sheets import COLUMNS_AT_MOST, ROWS_AT_MOST, Area, Place, Reading, Sheet
from pipeline.read.workbook_texts import is_switched_on, read_text, unescaped

# What a damaged file makes the libraries below raise.
DAMAGE = (
    zipfile.BadZipFile, etree.LxmlError, zlib.error, struct.error, EOFError, OSError, ValueError, LookupError,
    NotImplementedError, RuntimeError, OverflowError, UnicodeError,
)  # fmt: skip
MERGED_AT_MOST = 20_000
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class TooFar(Exception):
    """A cell that holds something lies farther out than any table of ours."""


@dataclass(frozen=True)
class Style:
    """What a cell's style says of its content: the code of its number format, and whether it is struck through."""

    number_format: str = ""
    is_struck: bool = False


@dataclass
class Book:
    """What all sheets share."""

    package: WorkbookPackage
    texts: list[tuple[str, bool]] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    is_1904: bool = False


def read_workbook(path: Path) -> Reading:
    """Read every sheet, hidden ones too.

    Missing  an empty cell is an empty text; a row that has none is an empty list; a file that cannot be read has no
             sheets and one fault.
    """
    reading = Reading()
    try:
        with zipfile.ZipFile(path) as file:
            _read_sheets(WorkbookPackage(file), reading)
    except TooLarge as error:
        reading.add(None, "workbook_too_large", size=str(error))
    except NotThere as error:
        reading.add(None, "workbook_incomplete", part=str(error))
    except DAMAGE:
        reading.add(None, "workbook_damaged")
    if not reading.faults and not reading.sheets and not reading.without_cells:
        reading.add(None, "workbook_damaged")
    if reading.faults:
        reading.sheets.clear()
    return reading


def _read_sheets(package: WorkbookPackage, reading: Reading) -> None:
    main = next((part for kind, part in package.related("").values() if kind == "officeDocument"), "xl/workbook.xml")
    related = package.related(main)
    parts = dict(related.values())
    book = Book(package)
    if "sharedStrings" in parts:
        book.texts = [read_text(item) for item in package.elements(parts["sharedStrings"], "si")]
    if "styles" in parts:
        book.styles = _read_styles(package, parts["styles"])
    for item in package.elements(main, "workbookPr", "sheet"):
        if local_name(item) == "workbookPr":
            book.is_1904 = item.get("date1904", "0") not in ("0", "false")
            continue
        link = next((value for name, value in item.attrib.items() if name.endswith("}id")), "")
        kind, part = related.get(link, ("", str(item.get("name"))))
        title, is_hidden = unescaped(item.get("name", "")), item.get("state", "visible") != "visible"
        if kind == "worksheet" or not kind:
            _read_sheet(part, Sheet(title, is_hidden=is_hidden), book, reading)
        else:
            reading.without_cells.append(title)


def _read_styles(package: WorkbookPackage, part: str) -> list[Style]:
    codes: dict[str, str] = {str(number): code for number, code in BUILT_IN.items()}
    fonts: list[bool] = []
    styles: list[Style] = []
    for item in package.elements(part, "numFmts", "fonts", "cellXfs"):
        match local_name(item):
            case "numFmts":
                codes.update({f.get("numFmtId", ""): f.get("formatCode", "") for f in item})
            case "fonts":
                fonts = [any(is_switched_on(e, "strike") for e in font) for font in item]
            case _:
                styles = [
                    Style(codes.get(xf.get("numFmtId", "0"), ""), _at(fonts, xf.get("fontId", "0"), False))
                    for xf in item
                ]
    return styles


def _at(values: list[Any], index: str, default: Any) -> Any:
    return values[int(index)] if index.isdecimal() and int(index) < len(values) else default


def _read_sheet(part: str, sheet: Sheet, book: Book, reading: Reading) -> None:
    """Read one sheet, cell by cell: a row may be wider than memory. One with a cell far away is a fault of the file."""
    computed: list[Area] = []
    row = _SheetRow(sheet)
    try:
        for item in book.package.elements(part, "cols", "c", "row", "mergeCell"):
            match local_name(item):
                case "cols":
                    sheet.hidden_columns = _hidden_columns(item)
                case "c":
                    row.add(item, computed, book)
                case "row":
                    row.end(item)
                    row = _SheetRow(sheet)
                case _:
                    sheet.merged += [area for area in [_area(item.get("ref", ""))] if area]
                    if len(sheet.merged) > MERGED_AT_MOST:
                        reading.add(None, "sheet_merged_often", sheet=sheet.title, areas=f"{MERGED_AT_MOST:,}")
                        break
    except TooFar as error:
        reading.add(None, "sheet_too_far", sheet=sheet.title, cell=str(error), rows=f"{ROWS_AT_MOST:,}")
    sheet.merged.sort(key=lambda area: (area.first.row, area.first.column))
    sheet.beside = list(_read_beside(part, book.package))
    for area in computed:
        _mark_computed(area, sheet)
    widest = max(map(len, filter(None, sheet.rows)), default=0)
    filled = (
        {i for row in sheet.rows for i, cell in enumerate(row or [], start=1) if cell}
        if sheet.hidden_columns
        else set()
    )
    sheet.hidden_columns = [n for n in sheet.hidden_columns if n <= widest and n in filled]
    reading.sheets.append(sheet)


def _read_beside(part: str, package: WorkbookPackage) -> Iterator[tuple[int, str]]:
    """Name what stands beside the cells, with its row where it has one: notes on cells, and texts in drawings."""
    folder, name = posixpath.split(part)
    if not package.has(f"{folder}/_rels/{name}.rels"):
        return
    for kind, other in package.related(part).values():
        if kind in ("comments", "threadedComment"):
            names = [item.get("ref", "") for item in package.elements(other, "comment", "threadedComment")]
            areas = [(area, name) for name in names if (area := _area(name))]
            yield from ((area.first.row, f"セル {name} のメモ") for area, name in areas)
        elif kind == "drawing":
            texts = ["".join(map(str, item.itertext())).strip() for item in package.elements(other, "txBody")]
            yield from ((ROWS_AT_MOST, f"図形の文字「{text[:20]}」") for text in texts if text)


def _hidden_columns(item: Any) -> list[int]:
    spans = [(int(c.get("min", 1)), int(c.get("max", 1))) for c in item if c.get("hidden", "0") in ("1", "true")]
    return [n for low, high in spans for n in range(low, min(high, COLUMNS_AT_MOST) + 1)]


@dataclass
class _SheetRow:
    """The cells of the row that is being read."""

    sheet: Sheet
    cells: dict[int, str] = field(default_factory=dict)
    column: int = 0

    def add(self, cell: Any, computed: list[Area], book: Book) -> None:
        """Read the next cell; one that only has a format is passed over."""
        found = _REFERENCE.fullmatch(cell.get("r", ""))
        self.column = _column_number(found[1]) if found else self.column + 1
        text, fault = _read_cell(cell, book, computed) if len(cell) else ("", None)
        if not text and not fault:
            return
        place = Place(self.number_of(cell.getparent()), self.column)
        if place.row > ROWS_AT_MOST or place.column > COLUMNS_AT_MOST:
            raise TooFar(place.name)
        if place.column in self.cells or place.row < 1:
            raise ValueError(f"{place.name} is there twice, or nowhere")
        self.cells[place.column] = text
        if fault:
            self.sheet.odd[place] = fault

    def number_of(self, item: Any) -> int:
        return int(item.get("r") or len(self.sheet.rows) + 1)

    def end(self, item: Any) -> None:
        """Put the row into the sheet; rows between are empty."""
        number, rows = self.number_of(item), self.sheet.rows
        if self.cells and number <= len(rows) and rows[number - 1]:
            raise ValueError(f"row {number} is there twice")
        if self.cells:
            rows += [[] for _ in range(number - 1 - len(rows))]
            rows[number - 1 : number] = [[self.cells.get(n, "") for n in range(1, max(self.cells) + 1)]]
            if item.get("hidden", "0") in ("1", "true"):
                self.sheet.hidden_rows.append(number)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _area(reference: str) -> Area | None:
    """Read a reference as A1:B2; whole rows and columns (1:1, A:A) are areas, too."""
    ends = [_REFERENCE.fullmatch(end) for end in reference.split(":")]
    if not all(ends):
        return None
    places = [Place(int(end[2]), _column_number(end[1])) for end in ends if end]
    return Area(places[0], places[-1])


def _mark_computed(area: Area, sheet: Sheet) -> None:
    """Mark the cells that a formula of another cell fills."""
    last = min(area.last.row, len(sheet.rows))
    for number in range(area.first.row, last + 1):
        row = sheet.rows[number - 1] or []
        for column in range(area.first.column, min(area.last.column, len(row)) + 1):
            if row[column - 1]:
                sheet.odd.setdefault(Place(number, column), Fault("cell_formula"))


def _text_at(texts: list[tuple[str, bool]], index: str) -> tuple[str, bool]:
    if index and not index.isdecimal():
        raise ValueError(f"no index of a text: {index}")
    return texts[int(index)] if index else ("", False)


def _read_cell(cell: Any, book: Book, computed: list[Area]) -> tuple[str, Fault | None]:
    """Read a cell as shown, and what its text does not show."""
    parts = {local_name(child): child for child in cell}
    raw = str(parts["v"].text or "") if "v" in parts else ""
    style: Style = _at(book.styles, cell.get("s", ""), Style())
    if "f" in parts:
        area = _area(parts["f"].get("ref", "")) if parts["f"].get("t") in ("array", "dataTable") else None
        computed += [area] if area else []
        return raw, Fault("cell_formula")
    text, is_struck, fault = raw, False, None
    match cell.get("t", "n"):
        case "s":
            text, is_struck = _text_at(book.texts, raw)
        case "inlineStr":
            text, is_struck = read_text(parts["is"]) if "is" in parts else ("", False)
        case "str":
            text = unescaped(raw)
        case "b":
            text = {"1": "TRUE", "0": "FALSE"}.get(raw, raw)
        case "e":
            text = raw  # an error's name, as #N/A: the check of texts names it
        case "d":
            text = raw.removesuffix("Z").removesuffix("T00:00:00")
            fault = Fault("cell_day", {"value": text}) if text else None
        case "n" if raw:
            shown = show_number(raw, style.number_format, book.is_1904)
            text = shown.text
            fault = Fault("cell_day", {"value": text}) if shown.is_day else fault
            fault = Fault("cell_shown", {"shown": text, "held": shown.held}) if shown.held else fault
        case kind if kind != "n" or "is" in parts:
            raise ValueError(f"a cell of a kind that nobody knows: {kind}")
    if text and cell.get("t") in ("s", "inlineStr", "str"):
        shown = show_text(text, style.number_format)
        text = shown.text
        fault = Fault("cell_shown", {"shown": text, "held": shown.held}) if shown.held else None
    if text.strip() and (is_struck or style.is_struck):
        fault = Fault("cell_struck", {"value": text})
    return text, fault
