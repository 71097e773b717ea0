"""A foreign file as rows of text under the headings that the map names, every sheet and column of it accounted for."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.check.columns import Column
from pipeline.check.problems import row_runs
from pipeline.check.values import plain
from pipeline.maintain.importer.mapping import Mapping
from pipeline.maintain.tidy.survey_sheets import ABOUT, CHOICES
from pipeline.maintain.tidy.tidy_table import TidyChange, take_faults
from pipeline.messages import Problem, say, sentence
from pipeline.read.csv_files import HEADER_SOUGHT_IN
from pipeline.read.files import read_file
from pipeline.read.sheets import Area, Place, Sheet, column_letter

_KNOWN_SHARE = 0.5


@dataclass(frozen=True)
class ForeignRow:
    """One row by heading; `path` names the file and, where several are read, the sheet."""

    path: str
    sheet: str
    number: int
    cells: dict[str, str]

    @property
    def name(self) -> str:
        return f"シート「{self.sheet}」{self.number} 行目" if self.sheet else f"{self.number} 行目"


@dataclass
class Foreign:
    """The rows of a file, what is wrong with it, and what was read otherwise than it stands, or not at all."""

    path: str
    rows: list[ForeignRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def read_foreign(path: Path, mapping: Mapping, columns: dict[str, Column], skipped: tuple[str, ...] = ()) -> Foreign:
    """Read a CSV in any usual encoding, or all sheets of a workbook that have the map's headings.

    Shapes   columns: of the survey, by name. skipped: titles of sheets that the person said not to read.
    """
    foreign = Foreign(str(path))
    reading = read_file(path, mapping.headings)
    changes: list[TidyChange] = []
    take_faults(reading.faults, foreign.path, changes, foreign.problems)
    foreign.said += [change.text for change in changes]
    foreign.said += [sentence("sheet_without_cells", sheet=title) for title in reading.without_cells]
    found = [(sheet, row) for sheet in reading.sheets if (row := _header_row(sheet, mapping, skipped, foreign))]
    for sheet, row in found:
        _read_sheet(sheet, row, mapping, columns, len(found) > 1, foreign)
    if not found and not foreign.problems:
        foreign.problems.append(say("list_header_absent", foreign.path, map=mapping.path))
    return foreign


def _header_row(sheet: Sheet, mapping: Mapping, skipped: tuple[str, ...], foreign: Foreign) -> int:
    """Find the row of the headings, counted from 1; a sheet that is not read has none, and is accounted for."""
    wanted = {_key(heading) for heading in mapping.headings}
    scores = [len(wanted & {_key(cell) for cell in row or []}) for row in sheet.rows[:HEADER_SOUGHT_IN]]
    best = max(scores, default=0)
    row = scores.index(best) + 1 if best else 0
    filled = sum(1 for cell in (sheet.rows[row - 1] or []) if cell.strip()) if row else 0
    is_known = best >= _KNOWN_SHARE * len(wanted) or (best > 1 and best >= _KNOWN_SHARE * filled)
    if not sheet.title:
        return row if is_known else 0
    reason = (
        "空なので" if sheet.is_empty
        else "読まないように言われたので" if sheet.title in skipped
        else "非表示なので" if sheet.is_hidden
        else "説明のシートなので" if sheet.title.startswith((ABOUT, CHOICES)) and not is_known
        else ""
    )  # fmt: skip
    if reason:
        foreign.said.append(sentence("sheet_not_read", sheet=sheet.title, reason=reason))
    elif is_known:
        foreign.said.append(sentence("sheet_read", sheet=sheet.title))
    else:
        foreign.problems.append(say("list_sheet_unknown", sheet.named(foreign.path), sheet=sheet.title))
    return row if is_known and not reason else 0


def _key(heading: str) -> str:
    """Write a heading without what a spreadsheet's layout changes: width, blanks and line breaks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", heading)).casefold()


def _read_sheet(
    sheet: Sheet, header_row: int, mapping: Mapping, columns: dict[str, Column], is_named: bool, foreign: Foreign
) -> None:
    path = sheet.named(foreign.path) if is_named else foreign.path
    written = sheet.rows[header_row - 1] or []
    by_key = {_key(heading): heading for heading in mapping.headings}
    header = [by_key.get(_key(cell), cell.strip()) for cell in written]
    for cell, heading in zip(written, header, strict=True):
        if cell != heading and heading in mapping.headings:
            foreign.said.append(sentence("heading_taken", cell=cell, heading=heading).replace("\n", "⏎"))
    foreign.problems += _judge_header(header, header_row, sheet, path, mapping)
    foreign.problems += _odd_problems(header, header_row, sheet, path, mapping, columns)
    _unmerge(sheet, header_row, path, foreign)
    if sheet.hidden_rows:
        foreign.said.append(sentence("rows_hidden", rows=row_runs(sheet.hidden_rows)))
    beside = [what for row, what in sheet.beside if row >= header_row]
    if beside:
        foreign.said.append(sentence("texts_beside", texts="、".join(beside[:5]), count=len(beside)))
    for number, row in enumerate(sheet.rows[header_row:], start=header_row + 1):
        if row and any(cell.strip() for cell in row):
            padded = [*row, *[""] * (len(header) - len(row))]
            cells = {name: cell.strip() for name, cell in zip(header, padded, strict=False) if name}
            foreign.rows.append(ForeignRow(path, sheet.title if is_named else "", number, cells))


def _judge_header(header: list[str], row: int, sheet: Sheet, path: str, mapping: Mapping) -> list[Problem]:
    """List headings that no map names, that are missing, that stand twice, and values without any."""
    problems: list[Problem] = []
    counts = Counter(header)
    filled = {i for cells in sheet.rows[row:] for i, cell in enumerate(cells or []) if cell.strip()}
    nameless = [column_letter(i + 1) for i in sorted(filled) if i >= len(header) or not header[i]]
    if nameless:
        problems.append(say("column_without_heading", path, row, letters="、".join(nameless)))
    for position, name in enumerate(header, start=1):
        facts = {"column": name.replace("\n", "⏎"), "letter": column_letter(position), "map": mapping.path}
        if name and counts[name] > 1 and header.index(name) < position - 1:
            problems.append(say("column_twice", path, row, **facts))
        elif name and name not in mapping.headings:
            problems.append(say("column_unmapped", path, row, **facts))
    absent = [name for name in mapping.headings if name not in header]
    return problems + [say("column_absent", path, row, column=name, map=mapping.path) for name in absent]


def _odd_problems(
    header: list[str], header_row: int, sheet: Sheet, path: str, mapping: Mapping, columns: dict[str, Column]
) -> list[Problem]:
    """Put the odd cells of the columns that are taken into words; a day may stand where a year or a day is asked."""
    taken = {line.heading for line in mapping.lines if line.target}
    targets = {line.heading: columns[line.target].field for line in mapping.lines if line.target in columns}
    days = {heading for heading, f in targets.items() if f.unit == "年" or f.type == "date"}
    problems = sheet.odd_problems(path, header, header_row)
    return [p for p in problems if p.column in (None, *taken) and not (p.cause == "cell_day" and p.column in days)]


def _unmerge(sheet: Sheet, header_row: int, path: str, foreign: Foreign) -> None:
    """Give the text of cells merged over rows to each row. A number may be their sum, so it is refused."""
    areas = [area for area in sheet.merged if header_row < area.first.row <= len(sheet.rows)]
    for area in areas:
        text = _cell(sheet, area.first)
        if area.first.column != area.last.column or re.match("[0-9]", plain(text)):
            foreign.problems.append(say("list_merged", path, area.first.row, area=area.name, value=text))
        else:
            _copy_down(sheet, area, text)
    if areas:
        foreign.said.append(sentence("areas_unmerged", count=len(areas)))


def _cell(sheet: Sheet, place: Place) -> str:
    row = sheet.rows[place.row - 1] or []
    return row[place.column - 1] if place.column <= len(row) else ""


def _copy_down(sheet: Sheet, area: Area, text: str) -> None:
    for row in sheet.rows[area.first.row : area.last.row]:
        if row:  # a row without anything else is no row of the list
            row += [""] * (area.first.column - len(row))
            row[area.first.column - 1] = text
