"""Replays change sets: what a reader of them can do, and what proves that they leave nothing out."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.history.changes import (
    COLUMN_ADDED,
    COLUMN_REMOVED,
    MEANING_CHANGED,
    TABLE_ADDED,
    TABLE_REMOVED,
    Change,
)
from pipeline.history.tables import Key, Tables
from pipeline.rows import TextRow


@dataclass
class Replayed:
    """A table as change sets make it: the names of its columns, and its rows without the empty cells."""

    columns: set[str] = field(default_factory=set)
    rows: dict[Key, TextRow] = field(default_factory=dict)


def start_of_replay(tables: Tables) -> dict[str, Replayed]:
    """Give the state from which change sets are replayed; also the form in which two states can be compared."""
    return {
        name: Replayed(
            set(table.description.meanings),
            {key: {column: value for column, value in row.items() if value} for key, row in table.rows.items()},
        )
        for name, table in tables.items()
    }


def replay(tables: dict[str, Replayed], changes: Iterable[Change], release: Tables) -> None:
    """Apply a change set to the state before it; what is new in structure is taken from the release that has it."""
    found = start_of_replay(release)
    told = list(changes)
    for change in told:
        if change.kind == TABLE_ADDED:
            tables[change.table] = found[change.table]
        elif change.kind == TABLE_REMOVED:
            del tables[change.table]
        elif change.kind == COLUMN_ADDED:
            tables[change.table].columns.add(change.column)
        elif change.kind == COLUMN_REMOVED:
            _drop_column(tables[change.table], change.column)
        elif change.kind != MEANING_CHANGED:
            _replay_cell(tables[change.table].rows, change)
    for change in told:
        if change.kind == COLUMN_ADDED:
            _fill_column(tables[change.table], change.column, found[change.table])


def _drop_column(table: Replayed, column: str) -> None:
    table.columns.remove(column)
    for row in table.rows.values():
        row.pop(column, None)


def _fill_column(table: Replayed, column: str, release: Replayed) -> None:
    for key, row in release.rows.items():
        if column in row:
            table.rows[key][column] = row[column]


def _replay_cell(rows: dict[Key, TextRow], change: Change) -> None:
    row = rows.setdefault(change.row_key, {})
    if change.after:
        row[change.column] = change.after
    else:
        row.pop(change.column, None)
    if not row:
        del rows[change.row_key]
