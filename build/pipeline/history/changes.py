"""What differs between two states of the published tables, cell by cell.

A change set is a list of changes in the order in which they are replayed:

    table_added, column_added   before the rows that need them
    row_added                   one change per cell of the new row, key columns included, empty cells left out
    value                       one cell
    row_removed                 one change per cell of the row that went, empty cells left out
    meaning_changed             the type, unit or code list of a column; or, without a column, the key of the table
    column_removed, table_removed
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.history.tables import Description, Key, TableRows, Tables
from pipeline.rows import TextRow

VALUE, ROW_ADDED, ROW_REMOVED = "value", "row_added", "row_removed"
TABLE_ADDED, TABLE_REMOVED = "table_added", "table_removed"
COLUMN_ADDED, COLUMN_REMOVED, MEANING_CHANGED = "column_added", "column_removed", "meaning_changed"
STRUCTURAL = (TABLE_ADDED, TABLE_REMOVED, COLUMN_ADDED, COLUMN_REMOVED, MEANING_CHANGED)


@dataclass(frozen=True)
class Change:
    """One cell that differs. `edition` and `key` name the row (see Description.key_of); values are as published."""

    table: str
    kind: str
    edition: str = ""
    key: str = ""
    column: str = ""
    before: str = ""
    after: str = ""

    @property
    def row_key(self) -> Key:
        return self.edition, self.key


def compare(before: Tables, after: Tables) -> list[Change]:
    """List everything that differs between two states of the published tables.

    Shapes   before, after: tables by name. Result: in the order of the table names, ready to be replayed.
    Units    as published; values are compared as text, without rounding.
    Missing  empty to filled and filled to empty both count as a change.
    """
    names = sorted({*before, *after})
    return [change for name in names for change in _compare_table(name, before.get(name), after.get(name))]


def _compare_table(name: str, before: TableRows | None, after: TableRows | None) -> Iterator[Change]:
    if before and after and before.description.key != after.description.key:
        keys = [";".join(t.description.key) for t in (before, after)]
        yield Change(name, MEANING_CHANGED, before=keys[0], after=keys[1])
        yield from _remove_table(before)
        yield from _add_table(after)
    elif before and after:
        yield from _compare_columns(before.description, after.description)
        yield from _compare_rows(before, after)
        yield from _removed_columns(before.description, after.description)
    elif before:
        yield from _remove_table(before)
    elif after:
        yield from _add_table(after)


def _add_table(table: TableRows) -> Iterator[Change]:
    name = table.description.name
    yield Change(name, TABLE_ADDED)
    for column in table.description.meanings:
        yield Change(name, COLUMN_ADDED, column=column)
    for key, row in table.rows.items():
        yield from _row_added(name, key, row)


def _remove_table(table: TableRows) -> Iterator[Change]:
    name = table.description.name
    for key, row in table.rows.items():
        yield from _row_removed(name, key, row)
    yield Change(name, TABLE_REMOVED)


def _compare_columns(before: Description, after: Description) -> Iterator[Change]:
    for column, meaning in after.meanings.items():
        if column not in before.meanings:
            yield Change(after.name, COLUMN_ADDED, column=column)
        elif before.meanings[column] != meaning:
            yield Change(after.name, MEANING_CHANGED, "", "", column, before.meanings[column], meaning)


def _removed_columns(before: Description, after: Description) -> Iterator[Change]:
    for column in before.meanings:
        if column not in after.meanings:
            yield Change(after.name, COLUMN_REMOVED, column=column)


def _compare_rows(before: TableRows, after: TableRows) -> Iterator[Change]:
    name = after.description.name
    columns = {**before.description.meanings, **after.description.meanings}
    for key in sorted({*before.rows, *after.rows}):
        old, new = before.rows.get(key), after.rows.get(key)
        if old is not None and new is not None:
            yield from _changed_cells(name, key, old, new, columns)
        elif new is not None:
            yield from _row_added(name, key, new)
        elif old is not None:
            yield from _row_removed(name, key, old)


def _changed_cells(name: str, key: Key, old: TextRow, new: TextRow, columns: Iterable[str]) -> Iterator[Change]:
    if old == new:
        return
    for column in columns:
        was, now = old.get(column, ""), new.get(column, "")
        if was != now:
            yield Change(name, VALUE, *key, column, was, now)


def _row_added(name: str, key: Key, row: TextRow) -> Iterator[Change]:
    for column, value in row.items():
        if value:
            yield Change(name, ROW_ADDED, *key, column, "", value)


def _row_removed(name: str, key: Key, row: TextRow) -> Iterator[Change]:
    for column, value in row.items():
        if value:
            yield Change(name, ROW_REMOVED, *key, column, value, "")
