"""The map from a foreign file's columns to the survey's.

A CSV with the columns 見出し, もとの値, 列, 値, 照合, 備考. A row with 見出し alone names a column and the column of the
survey that it goes to; with もとの値 it holds for that value only, and 値 says what is written instead, `{見出し}` in it
standing for another cell of the row. A row without 列 says that a column is left out on purpose; one without 見出し is a
constant. 照合 marks the columns by which a case is recognised.
"""

from dataclasses import dataclass
from pathlib import Path

from pipeline.messages import Problem, say
from pipeline.read.files import read_file
from pipeline.schemas import source_schemas

HEADER = ["見出し", "もとの値", "列", "値", "照合", "備考"]
PREFECTURE = "都道府県名"
_BLANK = "（空欄）"


@dataclass(frozen=True)
class Line:
    """One row of the map."""

    heading: str
    original: str
    target: str
    value: str
    identifies: bool


@dataclass(frozen=True)
class Mapping:
    """All rows of a map, and what is wrong with it."""

    path: str
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def headings(self) -> list[str]:
        return list(dict.fromkeys(line.heading for line in self.lines if line.heading))

    @property
    def constants(self) -> dict[str, str]:
        return {line.target: _value(line.value) for line in self.lines if not line.heading}

    @property
    def identifying(self) -> list[str]:
        names = [line.target for line in self.lines if line.identifies and line.target != PREFECTURE]
        return list(dict.fromkeys(names))

    def targets_of(self, heading: str, original: str) -> list[Line]:
        """List where a cell goes: rows for its very value come before rows for any value of the column."""
        lines = [line for line in self.lines if line.heading == heading and line.target]
        exact = [line for line in lines if line.original and line.original == original]
        taken = {line.target for line in exact}
        return exact + [line for line in lines if not line.original and line.target not in taken]


def _value(text: str) -> str:
    return "" if text == _BLANK else text


def read_map(path: Path) -> Mapping:
    """Read a map and hold its columns against the survey's."""
    rows = [row for row in read_file(path, HEADER).rows if row]
    if not rows or rows[0] != HEADER:
        return Mapping(str(path), (), (say("map_header", str(path), 1, header=",".join(HEADER)),))
    known = {*source_schemas()["survey_cases"].header, PREFECTURE, ""}
    filled = [[*row, *[""] * len(HEADER)] for row in rows[1:]]
    lines = tuple(Line(row[0], row[1], row[2], row[3], row[4] == "はい") for row in filled)
    problems = [
        say("map_column", str(path), number, target=line.target)
        for number, line in enumerate(lines, start=2)
        if line.target not in known
    ]
    return Mapping(str(path), lines, tuple(problems))


def fill_in(line: Line, cells: dict[str, str]) -> str:
    """Give what is written for a cell: itself, or the value of the map with other cells of the row put in."""
    if not line.value:
        return cells[line.heading]
    text = _value(line.value)
    for heading, cell in cells.items():
        text = text.replace(f"{{{heading}}}", cell)
    return text
