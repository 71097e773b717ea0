"""One foreign row as values of the survey."""

from dataclasses import dataclass, field

from pipeline.check.columns import Column
from pipeline.check.faults import Fault
from pipeline.check.gate import cell_problem
from pipeline.check.problems import Problem
from pipeline.maintain.importer.mapping import PREFECTURE, Line, Mapping, fill_in
from pipeline.maintain.importer.sentences import say
from pipeline.maintain.tidy.cells import mend, month_column

NOT_COLLECTED = "…"


@dataclass
class Converted:
    """The stated values of one foreign row by column of the survey, the prefecture, and what could not be taken."""

    row: int
    prefecture: str = ""
    values: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def convert(row: int, cells: dict[str, str], mapping: Mapping, columns: dict[str, Column], path: str) -> Converted:
    """Turn the cells of one row into the survey's values; a value that fits no choice is a problem, never dropped."""
    converted = Converted(row)
    for heading, cell in cells.items():
        for line in mapping.targets_of(heading, cell):
            value = fill_in(line, cells)
            if line.target == PREFECTURE:
                converted.prefecture = value
            else:
                _take(converted, line, value, columns, path, mapping)
    return converted


def _take(
    converted: Converted, line: Line, value: str, columns: dict[str, Column], path: str, mapping: Mapping
) -> None:
    column = columns[line.target]
    mended = mend(value, column)
    if isinstance(mended, Fault):
        converted.problems.append(_problem(converted.row, line, value, column, mended, path, mapping))
    elif not _is_allowed(mended.value, column):
        facts = {"column": line.heading, "value": value, "target": line.target, "map": mapping.path}
        converted.problems.append(say(path, converted.row, "value_unknown", **facts))
    else:
        converted.values[line.target] = mended.value
        if mended.month:
            converted.values[month_column(line.target)] = mended.month


def _problem(row: int, line: Line, value: str, column: Column, fault: Fault, path: str, mapping: Mapping) -> Problem:
    if fault.name in ("choice_unknown", "choice_similar", "choice_other_detail"):
        facts = {"column": line.heading, "value": value, "target": line.target, "map": mapping.path}
        return say(path, row, "value_unknown", **facts)
    return cell_problem(path, row, column, value, fault)


def _is_allowed(value: str, column: Column) -> bool:
    """Hold a value against the choices of its column: the gate leaves those of the schemas to Frictionless."""
    if not value or not column.choices or (column.field.is_answer and value in column.markers):
        return True
    parts = value.split(";") if column.field.is_multiple else [value]
    return all(part in column.known for part in parts)


def blank_row(constants: dict[str, str], columns: dict[str, Column]) -> dict[str, str]:
    """Give a new row: what is stated for all rows, and … wherever an answer was not collected."""
    return {
        name: constants.get(name, NOT_COLLECTED if column.field.is_answer else "") for name, column in columns.items()
    }
