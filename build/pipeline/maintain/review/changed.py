"""What differs between two states, in the names that a maintainer knows. What differs at all, pipeline.history says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from pipeline.history.changes import ROW_ADDED, ROW_REMOVED, STRUCTURAL, VALUE
from pipeline.history.published_changes import STATUS_SUFFIX
from pipeline.history.source_changes import CASES, COMPUTED, WITHDRAWAL, JudgedChange
from pipeline.history.tables import DERIVED, Tables, case_of_key, role_of
from pipeline.history.withdrawals import WITHDRAWN_FLAG
from pipeline.history.words import Names, column_title, key_in_words, read_names, value_in_words
from pipeline.messages import EMPTY_CELL
from pipeline.rows import TextRow
from pipeline.schemas import STATUS_LABELS, published_schemas


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
    place: str = ""


@dataclass(frozen=True)
class RowChange:
    """One row of a recorded table that comes or goes. `follows` is true when it only comes or goes with its case."""

    table: str
    edition: str
    key: str
    is_added: bool
    place: str = ""
    follows: bool = False


def recorded_cells(judged: Iterable[JudgedChange], before: Tables, after: Tables) -> list[CellChange]:
    """List the recorded values that differ. A status is told with its value, a withdrawn case not value by value."""
    listed = list(judged)
    taken = {j.change.row_key for j in listed if _takes_case(j)}
    cells = [j for j in listed if j.change.kind == VALUE and not _is_derived(j.change.table) and not _is_figure(j)]
    cells = [j for j in cells if j.nature != WITHDRAWAL or j.change.row_key not in taken]
    names = _names(before, after)
    places = {(j.change.table, j.change.row_key, j.change.column) for j in cells}
    return [
        _cell(j, before, after, names)
        for j in cells
        if not (
            j.change.column.endswith(STATUS_SUFFIX)
            and (j.change.table, j.change.row_key, j.change.column.removesuffix(STATUS_SUFFIX)) in places
        )
    ]


def computed_cells(judged: Iterable[JudgedChange], before: Tables, after: Tables) -> list[CellChange]:
    """List the computed figures that move, those of rows that come and go included, in the order of the tables."""
    names = _names(before, after)
    cells = [_cell(j, before, after, names) for j in judged if _is_figure(j) and j.change.kind not in STRUCTURAL]
    order = list(published_schemas())
    return sorted(
        (cell for cell in cells if cell.column not in published_schemas()[cell.table].primary_key),
        key=lambda cell: order.index(cell.table),
    )


def taken_cases(judged: Iterable[JudgedChange], before: Tables, after: Tables) -> list[CellChange]:
    """List the cases that are withdrawn as a whole, or given back."""
    names = _names(before, after)
    return [_cell(j, before, after, names) for j in judged if _takes_case(j)]


def _takes_case(judged: JudgedChange) -> bool:
    return judged.change.kind == VALUE and (judged.change.table, judged.change.column) == (CASES, WITHDRAWN_FLAG)


def changed_rows(judged: Iterable[JudgedChange], before: Tables, after: Tables) -> list[RowChange]:
    """List the rows of recorded tables that come and go, each once."""
    kinds, say = {ROW_ADDED: True, ROW_REMOVED: False}, partial(key_in_words, _names(before, after))
    listed = list(judged)
    taken = {(j.change.edition, j.change.key) for j in listed if _takes_case(j)}
    rows = [
        RowChange(c.table, c.edition, c.key, kinds[c.kind], say(c.table, c.key), _follows(j, taken))
        for j, c in ((j, j.change) for j in listed)
        if j.change.kind in kinds and not _is_derived(j.change.table)
    ]
    return list(dict.fromkeys(rows))


def _follows(judged: JudgedChange, taken: set[tuple[str, str]]) -> bool:
    """Tell whether a row comes or goes only because its case does."""
    place = judged.change.edition, case_of_key(judged.change.edition, judged.change.key)
    return judged.nature == COMPUTED or (judged.nature == WITHDRAWAL and place in taken)


def _names(before: Tables, after: Tables) -> Names:
    """Read the names of codes as they are now, else as they were."""
    return read_names(lambda name: t.rows.values() if (t := after.get(name) or before.get(name)) else ())


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


def _cell(judged: JudgedChange, before: Tables, after: Tables, names: Names) -> CellChange:
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
        title=column_title(change.table, change.column),
        before=_shown(names, change.table, change.column, change.before, old),
        after=_shown(names, change.table, change.column, change.after, new),
        nature=judged.nature,
        place=key_in_words(names, change.table, change.key),
    )


def _shown(names: Names, table: str, column: str, value: str, row: TextRow) -> str:
    """Write a value as a reader knows it: of an empty one, why it is empty."""
    status = row.get(f"{column}{STATUS_SUFFIX}", "")
    return value_in_words(names, table, column, value) or STATUS_LABELS.get(status, EMPTY_CELL)


def differing_pages(before: dict[str, str], after: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the addresses of pages that come, go or read differently, with which of the three."""
    for address in sorted({*before, *after}):
        if before.get(address) != after.get(address):
            yield address, "増える" if address not in before else "なくなる" if address not in after else "変わる"
