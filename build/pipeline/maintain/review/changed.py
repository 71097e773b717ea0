"""What differs between two states, in the names that a maintainer knows. What differs at all, pipeline.history says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.history.changes import ROW_ADDED, ROW_REMOVED, STRUCTURAL, VALUE, Change
from pipeline.history.published_changes import STATUS_SUFFIX
from pipeline.history.source_changes import CASES, COMPUTED, WITHDRAWAL, JudgedChange
from pipeline.history.tables import DERIVED, CellPlace, Key, Tables, case_of_key, role_of
from pipeline.history.withdrawals import WITHDRAWN_FLAG
from pipeline.history.words import column_title, key_in_words, read_names, value_in_words
from pipeline.messages import EMPTY_CELL
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


class Differences:
    """What judged changes between two states of the published tables come to, with values and keys in words."""

    def __init__(self, judged: Iterable[JudgedChange], before: Tables, after: Tables) -> None:
        self._judged, self._before, self._after = list(judged), before, after
        # The names of codes as they are now, else as they were.
        self._names = read_names(lambda name: t.rows.values() if (t := after.get(name) or before.get(name)) else ())
        self._taken = {j.change.row_key: j for j in self._judged if _takes_case(j)}

    def recorded_cells(self) -> list[CellChange]:
        """List the recorded values that differ. A status is told with its value, a withdrawn case not value by value."""
        recorded = (j for j in self._judged if j.change.kind == VALUE and not _is_derived(j.change.table))
        cells = [j for j in recorded if not _is_figure(j) and not self._is_of_taken(j, j.change.row_key)]
        places = {j.change.place for j in cells}
        return [self._cell(j) for j in cells if not _is_beside(j.change, places)]

    def computed_cells(self) -> list[CellChange]:
        """List the computed figures that move, those of rows that come and go included, in the order of the tables."""
        cells = [self._cell(j) for j in self._judged if _is_figure(j) and j.change.kind not in STRUCTURAL]
        order = list(published_schemas())
        return sorted(cells, key=lambda cell: order.index(cell.table))

    def taken_cases(self) -> list[CellChange]:
        """List the cases that are withdrawn as a whole, or given back."""
        return [self._cell(j) for j in self._taken.values()]

    def changed_rows(self) -> list[RowChange]:
        """List the rows of recorded tables that come and go, each once."""
        rows = (j for j in self._judged if j.change.kind in (ROW_ADDED, ROW_REMOVED))
        return list(dict.fromkeys(self._row(j) for j in rows if not _is_derived(j.change.table)))

    def _is_of_taken(self, judged: JudgedChange, case: Key) -> bool:
        return judged.nature == WITHDRAWAL and case in self._taken

    def _row(self, judged: JudgedChange) -> RowChange:
        change = judged.change
        case = change.edition, case_of_key(*change.row_key)
        follows = judged.nature == COMPUTED or self._is_of_taken(judged, case)
        place = key_in_words(self._names, change.table, change.key)
        return RowChange(change.table, *change.row_key, change.kind == ROW_ADDED, place, follows)

    def _cell(self, judged: JudgedChange) -> CellChange:
        change = judged.change
        before = self._shown(change, change.before, self._before)
        after = self._shown(change, change.after, self._after)
        title, place = column_title(change.table, change.column), key_in_words(self._names, change.table, change.key)
        return CellChange(*change.place, title, before, after, judged.nature, place)

    def _shown(self, change: Change, value: str, tables: Tables) -> str:
        """Write a value as a reader knows it: of an empty one, why it is empty."""
        row = tables[change.table].rows.get(change.row_key, {}) if change.table in tables else {}
        status = row.get(f"{change.column}{STATUS_SUFFIX}", "")
        words = value_in_words(self._names, change.table, change.column, value)
        return words or STATUS_LABELS.get(status, EMPTY_CELL)


def _takes_case(judged: JudgedChange) -> bool:
    return judged.change.kind == VALUE and (judged.change.table, judged.change.column) == (CASES, WITHDRAWN_FLAG)


def _is_beside(change: Change, places: set[CellPlace]) -> bool:
    """Tell whether a status stands beside a value that changes as well."""
    beside = (change.table, *change.row_key, change.column.removesuffix(STATUS_SUFFIX))
    return change.column.endswith(STATUS_SUFFIX) and beside in places


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
    if schema is None:
        return frozenset()
    return frozenset(f.name for f in schema.fields if f.type != "string") - {*schema.primary_key}


def differing_pages(before: dict[str, str], after: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the addresses of pages that come, go or read differently, with which of the three."""
    for address in sorted({*before, *after}):
        if before.get(address) != after.get(address):
            yield address, "増える" if address not in before else "なくなる" if address not in after else "変わる"
