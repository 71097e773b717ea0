"""What differs between two states of the published tables, cell by cell.

A change set is a list of changes in the order in which they are replayed:

    table_added, table_removed  the table only: its rows are no changes, they stand in the release that has it
    column_added                the column only: what it says of rows that were there before is no change
    meaning_changed             the type, unit or code list of a column; or, without a column, the key of the table,
                                whose rows cannot be held against each other then
    row_added                   one change per cell of the new row, key columns included, empty cells left out
    value                       one cell of a row and a column that both states have
    row_removed                 one change per cell of the row that went, empty cells left out
    column_removed              the column only
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.history.tables import KEY_SEPARATOR, CellPlace, Description, Key, TableRows, Tables
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

    @property
    def case(self) -> Key:
        """The edition and the first part of the key: the case, where the key begins with one."""
        return self.edition, self.key.split(KEY_SEPARATOR)[0]

    @property
    def place(self) -> CellPlace:
        return self.table, self.edition, self.key, self.column


def compare(before: Tables, after: Tables) -> list[Change]:
    """List everything that differs between two states of the published tables.

    Shapes   before, after: tables by name. Result: in the order of the table names, ready to be replayed.
    Units    as published; values are compared as text, without rounding.
    Missing  empty to filled and filled to empty both count as a change; a column that one state lacks does not.
    """
    names = sorted({*before, *after})
    return [change for name in names for change in _compare_table(name, before.get(name), after.get(name))]


def _compare_table(name: str, before: TableRows | None, after: TableRows | None) -> Iterator[Change]:
    if before is None or after is None:
        yield Change(name, TABLE_ADDED if before is None else TABLE_REMOVED)
        return
    keys = [";".join(t.description.key) for t in (before, after)]
    if keys[0] != keys[1]:
        yield Change(name, MEANING_CHANGED, before=keys[0], after=keys[1])
    yield from _compare_columns(before.description, after.description)
    if keys[0] == keys[1]:
        yield from _compare_rows(before, after)
    yield from _removed_columns(before.description, after.description)


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
    columns = [column for column in before.description.meanings if column in after.description.meanings]
    for key in sorted({*before.rows, *after.rows}):
        old, new = before.rows.get(key), after.rows.get(key)
        if old is None or new is None:
            yield from _whole_row(name, key, old, new)
        elif old != new:
            changed = (column for column in columns if old[column] != new[column])
            yield from (Change(name, VALUE, *key, column, old[column], new[column]) for column in changed)


def _whole_row(name: str, key: Key, old: TextRow | None, new: TextRow | None) -> Iterator[Change]:
    filled = ((column, value) for column, value in (old or new or {}).items() if value)
    for column, value in filled:
        if old is None:
            yield Change(name, ROW_ADDED, *key, column, "", value)
        else:
            yield Change(name, ROW_REMOVED, *key, column, value, "")
