"""A foreign file as rows of text under the headings that the map names."""

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.check.problems import Problem
from pipeline.check.wording import problem_of
from pipeline.maintain.importer.mapping import Mapping
from pipeline.maintain.importer.sentences import say
from pipeline.maintain.tidy.files import CERTAIN_READINGS
from pipeline.read.csv_files import read_file
from pipeline.read.workbooks import Sheet, read_sheets

HEADER_SOUGHT_IN = 10


@dataclass
class Foreign:
    """The rows of a file by heading, each with its number in the file, and what is wrong with the file."""

    path: str
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_foreign(path: Path, mapping: Mapping) -> Foreign:
    """Read a CSV in any usual encoding, or the sheet of a workbook that has the map's headings."""
    foreign = Foreign(str(path))
    tables = _tables(path, foreign)
    wanted = set(mapping.headings)
    scores = {(t, r): len(wanted & set(row or [])) for t, rows in enumerate(tables) for r, row in _first(rows)}
    best = max(scores, key=lambda place: scores[place], default=None)
    if best is None or not scores[best]:
        if not foreign.problems:
            foreign.problems.append(say(str(path), None, "header_absent", map=mapping.path))
        return foreign
    rows, start = tables[best[0]], best[1]
    header = [cell.strip() for cell in rows[start] or []]
    _judge_header(header, start + 1, mapping, foreign)
    foreign.rows = [
        (number, {name: cell.strip() for name, cell in zip(header, row, strict=False) if name})
        for number, row in enumerate(rows[start + 1 :], start=start + 2)
        if row and any(cell.strip() for cell in row)
    ]
    return foreign


def _first(rows: list[list[str] | None]) -> list[tuple[int, list[str] | None]]:
    return list(enumerate(rows[:HEADER_SOUGHT_IN]))


def _tables(path: Path, foreign: Foreign) -> list[list[list[str] | None]]:
    if path.suffix.lower() == ".csv":
        reading = read_file(path, [])
        foreign.problems += [problem_of(f, str(path), n) for n, f in reading.faults if f.name not in CERTAIN_READINGS]
        return [reading.rows]
    try:
        return [_unmerged(sheet) for sheet in read_sheets(path)]
    except ValueError as error:
        foreign.problems.append(say(str(path), None, "file_unreadable", reason=str(error)))
        return []


def _unmerged(sheet: Sheet) -> list[list[str] | None]:
    """Write the value of merged cells into each of them: that is what merging meant."""
    from openpyxl.utils import range_boundaries

    rows = sheet.rows
    for area in sheet.merged:
        left, top, right, bottom = (edge or 1 for edge in range_boundaries(area))
        value = (rows[top - 1] or [""])[left - 1] if top <= len(rows) else ""
        for row in rows[top - 1 : bottom]:
            if row is not None:
                row[left - 1 : right] = [value] * (right - left + 1)
    return rows


def _judge_header(header: list[str], row: int, mapping: Mapping, foreign: Foreign) -> None:
    unknown = [name for name in header if name and name not in mapping.headings]
    absent = [name for name in mapping.headings if name not in header]
    for names, sentence in ((unknown, "column_unmapped"), (absent, "column_absent")):
        foreign.problems += [say(foreign.path, row, sentence, column=name, map=mapping.path) for name in names]
