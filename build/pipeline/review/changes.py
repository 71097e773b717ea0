"""What differs between two states, in the names that a maintainer knows. What differs at all, pipeline.releases says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.releases.changes import ROW_ADDED, ROW_REMOVED, STRUCTURAL, VALUE
from pipeline.releases.natures import COMPUTED, STATUS, JudgedChange
from pipeline.releases.tables import DERIVED, Row, Tables, role_of
from pipeline.schemas import STATUS_LABELS, published_schemas

CASES = "cases"
EMPTY = "（空）"


@dataclass(frozen=True)
class CellChange:
    """One published value that is another one: where it is, in codes and in words, and the two values as read."""

    table: str
    edition: str
    key: str
    column: str
    title: str
    before: str
    after: str
    nature: str


@dataclass(frozen=True)
class RowChange:
    """One row of a recorded table that comes or goes."""

    table: str
    edition: str
    key: str
    is_added: bool


def recorded_cells(judged: Iterable[JudgedChange], before: Tables, after: Tables) -> list[CellChange]:
    """List the recorded values that differ. A status is told with its value, not beside it."""
    cells = [j for j in judged if j.change.kind == VALUE and not _is_derived(j.change.table) and not _is_figure(j)]
    places = {(j.change.table, j.change.row_key, j.change.column) for j in cells}
    return [
        _cell(j, before, after)
        for j in cells
        if not (
            j.change.column.endswith(STATUS)
            and (j.change.table, j.change.row_key, j.change.column.removesuffix(STATUS)) in places
        )
    ]


def computed_cells(judged: Iterable[JudgedChange], before: Tables, after: Tables) -> list[CellChange]:
    """List the computed figures that move, those of rows that come and go included, in the order of the tables."""
    cells = [_cell(j, before, after) for j in judged if _is_figure(j) and j.change.kind not in STRUCTURAL]
    order = list(published_schemas())
    return sorted(
        (cell for cell in cells if cell.column not in published_schemas()[cell.table].primary_key),
        key=lambda cell: order.index(cell.table),
    )


def changed_rows(judged: Iterable[JudgedChange]) -> list[RowChange]:
    """List the rows of recorded tables that come and go, each once."""
    kinds = {ROW_ADDED: True, ROW_REMOVED: False}
    rows = [
        RowChange(j.change.table, j.change.edition, j.change.key, kinds[j.change.kind])
        for j in judged
        if j.change.kind in kinds and not _is_derived(j.change.table)
    ]
    return list(dict.fromkeys(rows))


def _is_derived(table: str) -> bool:
    schema = published_schemas().get(table)
    return schema is not None and role_of(schema) == DERIVED


def _is_figure(judged: JudgedChange) -> bool:
    """Tell whether a change is of a computed number: in a computed table, or counted beside a record."""
    return judged.change.column in _figures(judged.change.table) and (
        _is_derived(judged.change.table) or judged.nature == COMPUTED
    )


@cache
def _figures(table: str) -> frozenset[str]:
    schema = published_schemas().get(table)
    return frozenset(f.name for f in schema.fields if f.type != "string") if schema else frozenset()


def _cell(judged: JudgedChange, before: Tables, after: Tables) -> CellChange:
    change = judged.change
    old, new = (
        tables[change.table].rows.get(change.row_key, {}) if change.table in tables else {}
        for tables in (before, after)
    )
    return CellChange(
        table=change.table,
        edition=change.edition,
        key=change.key,
        column=change.column,
        title=_column_title(change.table, change.column),
        before=_shown(change.column, change.before, old),
        after=_shown(change.column, change.after, new),
        nature=judged.nature,
    )


def _shown(column: str, value: str, row: Row) -> str:
    """Write a value as a reader knows it: of an empty one, why it is empty."""
    if column.endswith(STATUS):
        return STATUS_LABELS.get(value, value)
    status = row.get(f"{column}{STATUS}", "")
    return value or STATUS_LABELS.get(status, EMPTY)


def _column_title(table: str, column: str) -> str:
    schema = published_schemas().get(table)
    titles = {f.name: f.title for f in schema.fields} if schema else {}
    return titles.get(column, column)


def changed_pages(before: dict[str, str], after: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the addresses of pages that come, go or read differently, with which of the three."""
    for address in sorted({*before, *after}):
        if before.get(address) != after.get(address):
            yield address, "増える" if address not in before else "なくなる" if address not in after else "変わる"
