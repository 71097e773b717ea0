"""One foreign row as values of the survey."""

import re
import unicodedata
from dataclasses import dataclass, field

from pipeline.check.columns import Column
from pipeline.check.gate import cell_problem
from pipeline.maintain.importer.foreign import ForeignRow
from pipeline.maintain.importer.mapping import PREFECTURE, Line, Mapping, fill_in
from pipeline.maintain.tidy.cells import mend, month_column
from pipeline.maintain.tidy.tidy_table import NOT_COLLECTED_MARK
from pipeline.messages import Fault, Problem, say

_NO_CHOICE = ("choice_unknown", "choice_similar", "choice_other_detail")
_CIRCLED = re.compile("[\u2460-\u2473] *")


@dataclass
class Converted:
    """The stated values of one foreign row by column of the survey, the prefecture, and what could not be taken."""

    source: ForeignRow
    prefecture: str = ""
    values: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def convert(row: ForeignRow, mapping: Mapping, columns: dict[str, Column]) -> Converted:
    """Turn the cells of one row into the survey's values; a value that fits no choice is a problem, never dropped."""
    converted = Converted(row)
    for heading, cell in row.cells.items():
        for line in mapping.targets_of(heading, cell):
            value = fill_in(line, row.cells)
            if line.target == PREFECTURE:
                converted.prefecture = value
            else:
                _take(converted, line, value, columns[line.target], mapping)
    return converted


def _take(converted: Converted, line: Line, value: str, column: Column, mapping: Mapping) -> None:
    mended = mend(_in_one_line(value) if column.kind == "text" else value, column)
    row = converted.source
    if isinstance(mended, Fault) and mended.name not in _NO_CHOICE:
        converted.problems.append(cell_problem(row.path, row.number, column, value, mended))
    elif isinstance(mended, Fault) or not _is_allowed(mended.value, column):
        facts = {"column": line.heading, "value": value, "target": line.target, "map": mapping.path}
        converted.problems.append(say("value_unknown", row.path, row.number, **facts))
    else:
        converted.values[line.target] = mended.value
        if mended.month:
            converted.values[month_column(line.target)] = mended.month


def _in_one_line(text: str) -> str:
    """Write points of a list behind one another, as the survey has them; a marker that Windows alone knows as a number."""
    points = filter(None, (line.strip() for line in text.splitlines()))
    return _CIRCLED.sub(
        lambda found: f"({unicodedata.normalize('NFKC', found[0].strip())}) ", " / ".join(points)
    ).strip()


def _is_allowed(value: str, column: Column) -> bool:
    """Hold a value against the choices of its column: the gate leaves those of the schemas to Frictionless."""
    if not value or not column.choices or (column.field.is_answer and value in column.markers):
        return True
    parts = value.split(";") if column.field.is_multiple else [value]
    return all(part in column.known for part in parts)


def blank_row(constants: dict[str, str], columns: dict[str, Column]) -> dict[str, str]:
    """Give a new row: what is stated for all rows, and … wherever an answer was not collected."""
    return {
        name: constants.get(name, NOT_COLLECTED_MARK if column.field.is_answer else "")
        for name, column in columns.items()
    }
