"""Faults of the shape of a table: its header, its width, blank rows, a second header, notes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from pipeline.check.choices import comparable, similar_choice
from pipeline.check.describing import file_pattern, note_place, schema_file, shown
from pipeline.messages import Fault
from pipeline.read.csv_files import HEADER_SOUGHT_IN
from pipeline.read.sheets import column_letter
from pipeline.schemas import Schema, source_schemas

NOTE_STARTS = ("※", "注", "（注", "(注", "＊", "*", "出典", "資料", "備考", "合計", "計")
_HEADER_IDS = "L1-05、L3-01、L3-07"
_FEW_IDS = {
    "header_late": "L3-01",
    "header_blank": "L1-05",
    "header_duplicate": "L2-03",
    "header_order": "L3-07",
    "row_blank": "L1-03",
    "row_header_again": "L1-03",
    "row_note": "L1-04",
}
_RowsOfFile = Sequence[list[str] | None]


@dataclass
class FileRows:
    """Rows in the order of the schema's columns. `rows[i]` stands in row `i + 2`; a row without cells is blanked."""

    schema: Schema
    rows: list[list[str]] = field(default_factory=list)
    faults: list[tuple[int, Fault]] = field(default_factory=list)
    blanked: set[int] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    header_row: int = 1
    is_readable: bool = True

    @cached_property
    def required(self) -> int:
        """How many cells of a row may not be empty."""
        return sum(1 for f in self.schema.fields if f.constraints.get("required"))

    def add(self, row: int, name: str, exact: str | None = None, **facts: str) -> None:
        about = {"schema_file": schema_file(self.schema), "ids": _FEW_IDS.get(name, _HEADER_IDS)}
        self.faults.append((row, Fault(name, {**about, "note_place": note_place(self.schema), **facts}, exact)))


def shape(rows: _RowsOfFile, schema: Schema) -> FileRows:
    """Lay rows out under the schema's columns, and list what a right table would not have.

    Shapes   rows: the header and everything else as read, a row that could not be read is None.
    """
    table = FileRows(schema)
    found = find_header(rows, schema)
    if found is None:
        table.is_readable = False
        _say_no_header(rows, table)
        return table
    table.header_row = found + 1
    if found > 0:
        above = "1行目" if found == 1 else f"1行目から{found}行目まで"
        table.add(1, "header_late", found=str(found + 1), above=above)
    header = rows[found] or []
    positions = _place_columns(header, table)
    for number, row in enumerate(rows[1:], start=2):
        cells = _judge_row(number, row, header, table) if number > found + 1 and row is not None else None
        if cells is None:
            table.blanked.add(number)
            table.rows.append([""] * len(schema.header))
        else:
            table.rows.append([cells[p] if p is not None else "" for p in positions])
    return table


def find_header(rows: _RowsOfFile, schema: Schema) -> int | None:
    """Find the row with most of the schema's names, among the first rows. Result: its place in `rows`."""
    if rows and rows[0] == schema.header:
        return 0
    names = {comparable(name) for name in schema.header}
    scores = [len(names & {comparable(cell) for cell in row or []}) for row in rows[:HEADER_SOUGHT_IN]]
    best = max(scores, default=0)
    return scores.index(best) if best * 2 >= len(names) else None


def table_of(rows: _RowsOfFile) -> Schema | None:
    """Find the table whose very header stands in the first row."""
    header = rows[0] if rows else None
    return next((schema for schema in source_schemas().values() if schema.header == header), None)


def _say_no_header(rows: _RowsOfFile, table: FileRows) -> None:
    other = table_of(rows)
    if other:
        table.add(1, "header_of_other", title=other.title, expected=table.schema.title, place=file_pattern(other))
    else:
        header = table.schema.header
        table.add(1, "header_absent", first="、".join(header[:3]), count=str(len(header)))


def _place_columns(header: list[str], table: FileRows) -> list[int | None]:
    """Find where each column of the schema stands, and list every name that is not as declared."""
    declared = table.schema.header
    if header == declared:
        return list(range(len(header)))
    _judge_blank_names(header, table)
    meant = _meant_names(header, table)
    for position, name in enumerate(declared, start=1):
        if name not in meant:
            table.absent.add(name)
            table.add(1, "header_missing", value=name, position=str(position), letter=column_letter(position))
    _judge_order(meant, table)
    return [meant.index(name) if name in meant else None for name in declared]


def _judge_blank_names(header: list[str], table: FileRows) -> None:
    """Name the columns without a header, neighbours together."""
    blank = [position for position, cell in enumerate(header, start=1) if not cell.strip()]
    for _, run in groupby(enumerate(blank), key=lambda pair: pair[1] - pair[0]):
        positions = [position for _, position in run]
        first, last = column_letter(positions[0]), column_letter(positions[-1])
        table.add(1, "header_blank", letters=first if first == last else f"{first}～{last}")


def _meant_names(header: list[str], table: FileRows) -> list[str]:
    """Name each column of the file as the schema would; a column that is not of the schema has no name."""
    meant: list[str] = []
    open_names = [name for name in table.schema.header if name not in header]
    for position, cell in enumerate(header, start=1):
        letter = column_letter(position)
        name = cell if cell in table.schema.header else _renamed(cell, open_names)
        if not name and cell.strip():
            table.add(1, "header_extra", value=shown(cell), letter=letter)
        elif name and name in meant:
            table.add(1, "header_duplicate", value=shown(name), letter=letter)
            name = ""
        elif name != cell and cell.strip():
            table.add(1, "header_renamed", name, value=shown(cell), written=cell)
        meant.append(name)
    return meant


def _renamed(cell: str, open_names: list[str]) -> str:
    same = [name for name in open_names if comparable(name) == comparable(cell)]
    return same[0] if same else similar_choice(cell, open_names) if cell.strip() else ""


def _judge_order(meant: list[str], table: FileRows) -> None:
    present = [name for name in meant if name]
    expected = [name for name in table.schema.header if name in present]
    wrong = [(found, right) for found, right in zip(present, expected, strict=True) if found != right]
    if wrong:
        found, right = wrong[0]
        letter = column_letter(meant.index(found) + 1)
        table.add(1, "header_order", value=found, expected=right, letter=letter)


def _judge_row(number: int, row: list[str], header: list[str], table: FileRows) -> list[str] | None:
    """Return the cells of a row that has as many as the header, or list why it has not."""
    width, required = len(header), table.required
    if len(row) == width and row[0].strip() and row[0] != header[0] and row.count("") <= width - required:
        return row
    if not any(cell.strip() for cell in row):
        table.add(number, "row_blank")
    elif _repeats_header(row, header):
        table.add(number, "row_header_again")
    elif _is_note(row, required):
        table.add(number, "row_note", value=shown(next(cell.strip() for cell in row if cell.strip())))
    elif len(row) < width:
        table.add(number, "row_too_narrow", found=str(len(row)), expected=str(width))
    elif any(cell.strip() for cell in row[width:]):
        table.add(number, "row_too_wide", found=str(len(row)), expected=str(width))
    else:
        if len(row) > width:
            table.add(number, "row_blank_edge", count=str(len(row) - width), letter=column_letter(width + 1))
        return row[:width]
    return None


def _repeats_header(row: list[str], header: list[str]) -> bool:
    same = sum(1 for cell, name in zip(row, header, strict=False) if cell and cell == name)
    return same > 1 and same * 2 >= len(header)


def _is_note(row: list[str], required: int) -> bool:
    """Tell a remark from a record: one filled cell where several are required."""
    filled = [cell for cell in row if cell.strip()]
    if len(filled) == 1:
        return required > 1
    return len(filled) < required and filled[0].strip().startswith(NOTE_STARTS)
