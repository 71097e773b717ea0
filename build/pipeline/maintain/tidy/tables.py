"""Rows and columns in order, every cell mended, and a list of what was changed."""

from dataclasses import dataclass, field

from pipeline.check.choices import comparable
from pipeline.check.columns import CodeLists, Column, columns_of
from pipeline.check.faults import Fault
from pipeline.check.gate import cell_problem
from pipeline.check.problems import Problem
from pipeline.check.wording import problem_of
from pipeline.maintain.tidy.canonical import sort_rows
from pipeline.maintain.tidy.cells import Mended, mend, month_column
from pipeline.read.layout import Table, shape
from pipeline.schemas import Schema

# Faults of a table's shape that reordering and leaving out empty rows mends for certain.
CERTAIN_SHAPES = ("header_order", "row_blank", "row_header_again")


@dataclass(frozen=True)
class Change:
    """One thing that tidying changes, as the maintainer reads it; `row` is the row of the file as it was."""

    row: int | None
    text: str


@dataclass
class TidyTable:
    """The rows as they should be, what that changes, and what only a person can mend."""

    rows: list[list[str]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def tidy_rows(rows: list[list[str] | None], path: str, schema: Schema, code_lists: CodeLists) -> TidyTable:
    """Bring the rows of one table, header first, into the canonical form.

    Shapes   rows: as read from a file, a row that could not be read is None. path: as shown in messages.
    """
    tidy = TidyTable()
    columns = columns_of(schema, code_lists)
    table = shape(_without_empty_edges(rows), schema)
    for row, fault in table.faults:
        _take_shape_fault(row, fault, path, tidy)
    if not table.is_readable:
        return tidy
    numbered = [(n, list(row)) for n, row in enumerate(table.rows, 2) if n not in table.blanked]
    _mend_columns(numbered, columns, table, path, tidy)
    ordered = sort_rows([row for _, row in numbered], schema)
    if ordered != [row for _, row in numbered]:
        tidy.changes.append(Change(None, "行を決められた順に並べかえる"))
    tidy.rows = ordered
    return tidy


def _without_empty_edges(rows: list[list[str] | None]) -> list[list[str] | None]:
    """Cut off cells to the right of the header that are all empty: spreadsheets leave them behind."""
    width = max((i for row in rows[:1] for i, cell in enumerate(row or [], 1) if cell.strip()), default=0)
    return [row if row is None or any(cell.strip() for cell in row[width:]) else row[:width] for row in rows]


def _take_shape_fault(row: int | None, fault: Fault, path: str, tidy: TidyTable) -> None:
    is_same_name = fault.name == "header_renamed" and comparable(fault.facts["value"]) == comparable(fault.exact or "")
    if is_same_name:
        tidy.changes.append(Change(row, f"見出し「{fault.facts['value']}」→「{fault.exact}」"))
    elif fault.name in CERTAIN_SHAPES:
        tidy.changes.append(Change(row, _SHAPE_CHANGES[fault.name]))
    else:
        tidy.problems.append(problem_of(fault, path, row))


_SHAPE_CHANGES = {
    "header_order": "列を決められた順に並べかえる",
    "row_blank": "空の行を消す",
    "row_header_again": "くり返した見出しの行を消す",
}


def _mend_columns(
    numbered: list[tuple[int, list[str]]], columns: list[Column], table: Table, path: str, tidy: TidyTable
) -> None:
    """Mend the cells column by column; a month found beside a year goes to the next column where that is free."""
    for position, column in enumerate(columns):
        if column.field.name in table.absent:
            continue
        results = {value: mend(value, column) for value in {row[position] for _, row in numbered}}
        for number, row in numbered:
            result = results[row[position]]
            if isinstance(result, Fault):
                tidy.problems.append(cell_problem(path, number, column, row[position], result))
            elif result.month and not _give_month(row, position, result, columns):
                fault = Fault("year_month", {"month": result.month})
                tidy.problems.append(cell_problem(path, number, column, row[position], fault))
            elif result.value != row[position]:
                tidy.changes.append(_cell_change(number, column, row[position], result))
                row[position] = result.value


def _give_month(row: list[str], position: int, mended: Mended, columns: list[Column]) -> bool:
    """Write the month of a year's cell into the column of months, unless another one stands there."""
    name = month_column(columns[position].field.name)
    months = [i for i, column in enumerate(columns) if column.field.name == name and i != position]
    if not months or row[months[0]] not in ("", "…", mended.month):
        return False
    row[months[0]] = mended.month
    return True


def _cell_change(number: int, column: Column, before: str, mended: Mended) -> Change:
    also = f"（{month_column(column.field.name)}は「{mended.month}」）" if mended.month else ""
    return Change(number, f"列「{column.field.name}」「{before}」→「{mended.value}」{also}".replace("\n", "⏎"))
