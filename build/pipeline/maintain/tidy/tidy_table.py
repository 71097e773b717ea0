"""Rows and columns in order, every cell mended, and a list of what was changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.check.case_ids import CASE_ID, free_ids
from pipeline.check.characters import SUSPICIOUS, code_points
from pipeline.check.choices import comparable
from pipeline.check.columns import CodeLists, Column, columns_of
from pipeline.check.describing import is_visible
from pipeline.check.gate import blank_id_problems, cell_problem
from pipeline.check.layout import FileRows, shape
from pipeline.maintain.tidy.canonical import sort_rows
from pipeline.maintain.tidy.cells import Mended, mend, month_column
from pipeline.messages import Fault, Problem, problem_of, sentences
from pipeline.read.sheets import Rows
from pipeline.schemas import Schema

NOT_COLLECTED_MARK = "…"


@dataclass(frozen=True)
class TidyChange:
    """One thing that tidying changes, as the maintainer reads it; `row` is the row of the file as it was."""

    row: int | None
    text: str


@dataclass
class TidyTable:
    """The rows as they should be, what that changes, and what only a person can mend.

    Shapes   without_id: rows of the survey that have no number yet.
    """

    rows: list[list[str]] = field(default_factory=list)
    changes: list[TidyChange] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    without_id: list[int] = field(default_factory=list)


def tidy_rows(
    rows: Rows,
    path: str,
    schema: Schema,
    code_lists: CodeLists,
    new: frozenset[str] = frozenset(),
    is_sheet: bool = False,
) -> TidyTable:
    """Bring the rows of one table into the canonical form.

    Shapes   rows: as read from a file, a row that could not be read is None. path: as shown in messages.
             new: columns that the schema has and no file had so far; they are added.
             is_sheet: rows above the header may stay where they are, for the sheet itself is not written.
    """
    tidy = TidyTable()
    columns = columns_of(schema, code_lists)
    table = shape(rows, schema)
    faults = [f for f in table.faults if not _adds(f, new) and not (is_sheet and f[1].name == "header_late")]
    take_faults(faults, path, tidy.changes, tidy.problems)
    if not table.is_readable:
        return tidy
    numbered = [(n, list(row)) for n, row in enumerate(table.rows, 2) if n not in table.blanked]
    _add_columns(numbered, columns, table.absent & new, tidy)
    _mend_columns(numbered, columns, table, path, tidy)
    if schema.header[0] == CASE_ID and CASE_ID not in table.absent:
        tidy.without_id = [number for number, row in numbered if not row[0]]
    ordered = sort_rows([row for _, row in numbered], schema)
    if ordered != [row for _, row in numbered]:
        tidy.changes.append(TidyChange(None, "行を決められた順に並べかえる"))
    tidy.rows = ordered
    return tidy


def ask_for_ids(tidy: TidyTable, path: str, columns: list[Column], prefecture: str, data: Path) -> list[Problem]:
    """Ask for the numbers of new cases. Shapes  prefecture: its code. path: as shown in messages."""
    free = free_ids(prefecture, data, [row[0] for row in tidy.rows])
    return blank_id_problems(tidy.without_id, path, columns, free)


def without_empty_edges(rows: Rows) -> Rows:
    """Cut off cells to the right of the header that are all empty: spreadsheets leave them behind."""
    width = max((i for row in rows[:1] for i, cell in enumerate(row or [], 1) if cell.strip()), default=0)
    return [row if row is None or any(cell.strip() for cell in row[width:]) else row[:width] for row in rows]


def take_faults(
    faults: Iterable[tuple[int | None, Fault]], path: str, changes: list[TidyChange], problems: list[Problem]
) -> None:
    """Part what is mended for certain, said once for all rows, from what needs a person."""
    done: dict[str, list[int]] = {}
    for row, fault in faults:
        text = sentences()[fault.name].done if _is_certain(fault) else ""
        if text:
            done.setdefault(text.format(**{"exact": fault.exact, **fault.facts}), []).append(row or 0)
        else:
            problems.append(problem_of(fault, path, row))
    for text, numbers in done.items():
        row, times = (numbers[0] or None, "") if len(numbers) == 1 else (None, f"（{len(numbers)} 行）")
        changes.append(TidyChange(row, f"{text}{times}"))


def _is_certain(fault: Fault) -> bool:
    """Tell whether what `done` says holds: a heading that is only like another one needs a person."""
    return fault.name != "header_renamed" or comparable(fault.facts["written"]) == comparable(fault.exact or "")


def _adds(found: tuple[int, Fault], new: frozenset[str]) -> bool:
    return found[1].name == "header_missing" and found[1].facts["value"] in new


def _add_columns(numbered: list[tuple[int, list[str]]], columns: list[Column], new: set[str], tidy: TidyTable) -> None:
    """Fill columns that are new: answers are not collected yet, everything else is empty."""
    for position, column in enumerate(columns):
        if column.field.name in new:
            value = NOT_COLLECTED_MARK if column.field.is_answer else ""
            tidy.changes.append(TidyChange(None, f"列「{column.field.name}」を加える（{value or '空欄'}）"))
            for _, row in numbered:
                row[position] = value


def _mend_columns(
    numbered: list[tuple[int, list[str]]], columns: list[Column], table: FileRows, path: str, tidy: TidyTable
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
    if not months or row[months[0]] not in ("", NOT_COLLECTED_MARK, mended.month):
        return False
    row[months[0]] = mended.month
    return True


def _cell_change(number: int, column: Column, before: str, mended: Mended) -> TidyChange:
    also = f"（{month_column(column.field.name)}は「{mended.month}」）" if mended.month else ""
    codes = code_points(c for c in before if SUSPICIOUS.match(c) and c not in mended.value and c not in "\n\r")
    also += f"（{codes} を直す）" if codes else ""
    return TidyChange(number, f"列「{column.field.name}」「{_readable(before)}」→「{_readable(mended.value)}」{also}")


def _readable(value: str) -> str:
    return "".join(
        c if is_visible(c) or c == "⏎" else f"⟨U+{ord(c):04X}⟩" for c in value.replace("\r\n", "⏎").replace("\n", "⏎")
    )
