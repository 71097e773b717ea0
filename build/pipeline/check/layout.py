"""Faults of the shape of a table: its header, its width, blank rows, a second header, notes."""

from dataclasses import dataclass, field

from pipeline.check.choices import comparable, similar_choice
from pipeline.check.describing import column_letter, schema_file, shown
from pipeline.check.faults import Fault
from pipeline.schemas import Schema

HEADER_SOUGHT_IN = 10
NOTE_STARTS = ("※", "注", "（注", "(注", "＊", "*", "出典", "資料", "備考", "合計", "計")
_HEADER_IDS = "L1-05、L3-01、L3-07"


@dataclass
class Table:
    """Rows in the order of the schema's columns. `rows[i]` stands in row `i + 2`; a row without cells is blanked."""

    rows: list[list[str]] = field(default_factory=list)
    faults: list[tuple[int | None, str | None, Fault]] = field(default_factory=list)
    blanked: set[int] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    is_readable: bool = True

    def add(self, row: int | None, column: str | None, name: str, exact: str | None = None, **facts: str) -> None:
        self.faults.append((row, column, Fault(name, facts, exact)))


def shape(rows: list[list[str] | None], schema: Schema) -> Table:
    """Lay rows out under the schema's columns, and list what a right table would not have."""
    table = Table()
    found = _find_header(rows, schema)
    if found is None:
        table.is_readable = False
        facts = {"first": "、".join(schema.header[:3]), "count": str(len(schema.header)), **_about(schema)}
        table.add(1, None, "header_absent", **facts)
        return table
    if found > 0:
        table.add(1, None, "header_late", found=str(found + 1), last=str(found), **_about(schema, "L3-01"))
    header = rows[found] or []
    positions = _place_columns(header, schema, table)
    required = sum(1 for f in schema.fields if f.constraints.get("required"))
    for number, row in enumerate(rows[1:], start=2):
        cells = None if number <= found + 1 else _judge_row(number, row, header, required, schema, table)
        if cells is None:
            table.blanked.add(number)
            table.rows.append([""] * len(schema.header))
        else:
            table.rows.append([cells[p] if p is not None else "" for p in positions])
    return table


def _about(schema: Schema, ids: str = _HEADER_IDS) -> dict[str, str]:
    return {"schema_file": schema_file(schema), "ids": ids}


def _find_header(rows: list[list[str] | None], schema: Schema) -> int | None:
    """Find the row with most of the schema's names, among the first rows."""
    names = {comparable(name) for name in schema.header}
    scores = [len(names & {comparable(cell) for cell in row or []}) for row in rows[:HEADER_SOUGHT_IN]]
    best = max(scores, default=0)
    return scores.index(best) if best * 2 >= len(names) else None


def _place_columns(header: list[str], schema: Schema, table: Table) -> list[int | None]:
    """Find where each column of the schema stands, and list every name that is not as declared."""
    if header == schema.header:
        return list(range(len(header)))
    meant = _meant_names(header, schema, table)
    positions = [meant.index(name) if name in meant else None for name in schema.header]
    for position, name in enumerate(schema.header, start=1):
        if name not in meant:
            table.absent.add(name)
            facts = {"value": name, "position": str(position), "letter": column_letter(position)}
            table.add(1, None, "header_missing", **facts, **_about(schema))
    _judge_order(meant, schema, table)
    return positions


def _meant_names(header: list[str], schema: Schema, table: Table) -> list[str]:
    """Name each column of the file as the schema would; a column that is not of the schema has no name."""
    meant: list[str] = []
    open_names = [name for name in schema.header if name not in header]
    for position, cell in enumerate(header, start=1):
        name = cell if cell in schema.header else _renamed(cell, open_names)
        if not cell.strip():
            table.add(1, None, "header_blank", letter=column_letter(position), **_about(schema, "L1-05"))
        elif not name:
            table.add(1, None, "header_extra", value=shown(cell), **_about(schema))
        elif name in meant:
            table.add(1, None, "header_duplicate", value=shown(name), **_about(schema, "L2-03"))
            name = ""
        elif name != cell:
            table.add(1, None, "header_renamed", name, value=shown(cell), **_about(schema))
        meant.append(name)
    return meant


def _renamed(cell: str, open_names: list[str]) -> str:
    same = [name for name in open_names if comparable(name) == comparable(cell)]
    return same[0] if same else similar_choice(cell, open_names) if cell.strip() else ""


def _judge_order(meant: list[str], schema: Schema, table: Table) -> None:
    present = [name for name in meant if name]
    expected = [name for name in schema.header if name in present]
    wrong = [(found, right) for found, right in zip(present, expected, strict=True) if found != right]
    if wrong:
        found, right = wrong[0]
        letter = column_letter(meant.index(found) + 1)
        table.add(1, None, "header_order", value=found, expected=right, letter=letter, **_about(schema, "L3-07"))


def _judge_row(
    number: int, row: list[str] | None, header: list[str], required: int, schema: Schema, table: Table
) -> list[str] | None:
    """Return the cells of a row that has as many as the header, or list why it has not."""
    if row is None:
        return None
    width = len(header)
    if len(row) == width and row[0].strip() and row[0] != header[0] and row.count("") <= width - required:
        return row
    about = _about(schema, "L1-03")
    if not any(cell.strip() for cell in row):
        table.add(number, None, "row_blank", **about)
    elif _repeats_header(row, header):
        table.add(number, None, "row_header_again", **about)
    elif _is_note(row, required):
        note = shown(next(cell for cell in row if cell.strip()))
        table.add(number, None, "row_note", value=note, **_about(schema, "L1-04"))
    elif len(row) != width:
        table.add(
            number,
            None,
            "row_width",
            found=str(len(row)),
            expected=str(width),
            advice=_advice(len(row), width),
        )
    else:
        return row
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


def _advice(found: int, expected: int) -> str:
    if found > expected:
        return 'カンマを含む値を " で囲んでいないか、余分な値があります。値を " で囲むか、余分なセルを消してください。'
    return "足りないセルを補ってください。値のないセルも、区切りのカンマは要ります。"
