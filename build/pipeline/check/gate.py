"""The gate: everything that Frictionless lets through, from the bytes of a file to the characters of a cell."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipeline.check import characters, choices, values
from pipeline.check.case_ids import CASE_ID, free_ids
from pipeline.check.columns import CodeLists, Column, columns_of
from pipeline.check.describing import field_rule, note_place, schema_file, shown
from pipeline.check.layout import FileRows, shape
from pipeline.check.sound import digest_of
from pipeline.messages import Fault, Problem, problem_of
from pipeline.read.files import read_file
from pipeline.read.workbook_texts import unescaped
from pipeline.schemas import Schema


@dataclass
class Gated:
    """A file behind the gate: as written, as mended for the checks that follow, and what is wrong.

    Shapes   rows, sound_rows: as SourceFile.rows. A cell of `sound_rows` is what `rows` has, or its certain
             replacement, or empty where there is none: so the following checks can go on in the same run.
    """

    path: str
    schema: Schema
    rows: list[list[str]] = field(default_factory=list)
    sound_rows: list[list[str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_whole: bool = True
    blanked: set[int] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)

    @cached_property
    def digest(self) -> str:
        """A digest of the sound rows."""
        return digest_of(self.sound_rows)

    def first_row_with(self, names: tuple[str, ...], cells: list[str]) -> int:
        """Name the first row that holds these cells in these columns."""
        return self._first_rows(names)[tuple(cells)]

    def _first_rows(self, names: tuple[str, ...]) -> dict[tuple[str, ...], int]:
        if names not in self._rows_by_cells:
            positions = [self.schema.header.index(name) for name in names]
            rows = [(tuple(row[p] for p in positions), n) for n, row in enumerate(self.sound_rows, start=2)]
            self._rows_by_cells[names] = dict(reversed(rows))
        return self._rows_by_cells[names]

    @cached_property
    def _rows_by_cells(self) -> dict[tuple[str, ...], dict[tuple[str, ...], int]]:
        return {}

    def covers(self, row: int | None, column: str | None) -> bool:
        """Tell whether the gate has already spoken of a cell, of its whole row or of its whole column."""
        return column in self.absent or (row, column) in self._places or (row, None) in self._places

    @cached_property
    def _places(self) -> set[tuple[int | None, str | None]]:
        return {(p.row, p.column) for p in self.problems}


def pass_gate(file: Path, path: str, schema: Schema, code_lists: CodeLists) -> Gated:
    """Read one file and judge it down to the single character.

    Shapes   path: as shown in messages. Result: see Gated.
    """
    gated = Gated(path=path, schema=schema)
    reading = read_file(file, schema.header)
    gated.problems = reading.problems(path)
    gated.is_whole = not any(row is None for row in reading.rows)
    if not reading.rows:
        gated.is_whole = False
        return gated
    columns = columns_of(schema, code_lists)
    table = shape(reading.rows, schema)
    _take_table(table, gated)
    if table.is_readable:
        _judge_cells(table, columns, gated)
        _ask_for_ids(file, table, columns, gated)
    return gated


def _ask_for_ids(file: Path, table: FileRows, columns: list[Column], gated: Gated) -> None:
    if CASE_ID not in table.absent and columns[0].schema.primary_key == (CASE_ID,):
        blank = [n for n, row in enumerate(table.rows, start=2) if n not in table.blanked and not row[0]]
        free = free_ids(file.stem[:2], file.parent.parent.parent)
        gated.problems += blank_id_problems(blank, gated.path, columns, free)
        gated.is_whole &= not blank


def blank_id_problems(rows: list[int], path: str, columns: list[Column], free: Iterator[str]) -> list[Problem]:
    """Ask for the number of each new case, and name the next free one. Shapes  rows: of the survey without a number."""
    if columns[0].schema.primary_key != (CASE_ID,):
        return []
    return [cell_problem(path, row, columns[0], "", Fault("case_id_blank", {"next": next(free)})) for row in rows]


def _take_table(table: FileRows, gated: Gated) -> None:
    gated.problems += [problem_of(fault, gated.path, row) for row, fault in table.faults]
    gated.rows = table.rows
    gated.sound_rows = [list(row) for row in table.rows] if table.faults else table.rows
    gated.blanked, gated.absent = table.blanked, table.absent
    gated.is_whole = gated.is_whole and table.is_readable and not table.absent and not table.blanked


def _judge_cells(table: FileRows, columns: list[Column], gated: Gated) -> None:
    """Judge each column's distinct values once, then name every row that has a faulty one."""
    distinct = [set(values) for values in zip(*table.rows, strict=True)] or [set() for _ in columns]
    is_plain = characters.are_plain(distinct)
    for position, column in enumerate(columns):
        if column.field.name in table.absent:
            continue
        faults = {value: fault for value in distinct[position] if (fault := judge(value, column, is_plain))}
        if faults:
            _report_column(faults, position, column, gated)


def _report_column(faults: dict[str, Fault], position: int, column: Column, gated: Gated) -> None:
    if gated.sound_rows is gated.rows:
        gated.sound_rows = [list(row) for row in gated.rows]
    for number, row in enumerate(gated.rows, start=2):
        fault = faults.get(row[position])
        if fault:
            gated.problems.append(cell_problem(gated.path, number, column, row[position], fault))
            gated.sound_rows[number - 2][position] = fault.exact or ""
            gated.is_whole &= fault.exact is not None or column.field.name not in column.schema.primary_key


def cell_problem(path: str, row: int, column: Column, value: str, fault: Fault) -> Problem:
    """Put the fault of one cell into words."""
    facts = {
        **fault.facts,
        "column": column.field.name,
        "value": shown(value),
        "own": field_rule(column.field, column.schema, column.code_list.file if column.code_list else ""),
        "schema_file": schema_file(column.schema),
        "note_place": note_place(column.schema),
    }
    return problem_of(Fault(fault.name, facts, fault.exact), path, row, column.field.name, value)


def judge(value: str, column: Column, is_plain: bool = False) -> Fault | None:
    """Find the first fault of a cell, with its certain replacement if the cell has one.

    Missing  an empty cell is right here: whether the column may be empty is the schema's to say.
    """
    fault = _first_fault(value, column, is_plain)
    if fault is None or fault.exact is not None:
        return fault
    mended = _mend(value, column)
    return Fault(fault.name, fault.facts, mended) if mended is not None else fault


def _first_fault(value: str, column: Column, is_plain: bool) -> Fault | None:
    if not value:
        return None
    if value in column.markers:
        return None if column.field.is_answer else Fault("marker_not_allowed")
    fault = None if is_plain else characters.hidden_fault(value)
    fault = fault or characters.padding_fault(value) or characters.length_fault(value)
    fault = fault or characters.excel_fault(value) or characters.marker_fault(value, column)
    fault = fault or characters.ditto_fault(value)
    fault = fault or characters.escape_fault(value) or characters.apostrophe_fault(value, column.kind == "text")
    return fault or _own_fault(value, column)


def _own_fault(value: str, column: Column) -> Fault | None:
    """Judge a value by the kind of its column."""
    match column.kind:
        case "integer" | "number":
            return values.number_fault(value, column)
        case "date":
            return values.date_fault(value)
        case "boolean":
            return choices.boolean_fault(value, column)
        case "choice":
            return choices.choice_fault(value, column)
        case "code":
            return choices.code_fault(value, column)
        case _:
            return characters.text_fault(value)


def _mend(value: str, column: Column) -> str | None:
    """Work out what a cell was meant to be; only a value that is right itself counts."""
    if column.kind == "text" and not column.takes_points and characters.has_line_break(unescaped(value)):
        return None  # a name broken over two lines: with a blank, or without?
    candidate = characters.plain_text(value)
    for _ in range(3):
        if candidate != value and _is_right(candidate, column):
            return candidate
        fault = _first_fault(candidate, column, is_plain=False) if candidate else None
        if fault is None or fault.exact is None:
            return None
        candidate = fault.exact
    return None


def _is_right(candidate: str, column: Column) -> bool:
    if not candidate or _first_fault(candidate, column, is_plain=False):
        return False
    if column.kind == "code" and column.form:
        return bool(column.form.fullmatch(candidate))
    return column.kind != "choice" or not column.choices or column.field.is_multiple or candidate in column.known
