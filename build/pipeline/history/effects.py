"""Which computed figures a correction moved: everything is computed again with that one correction taken back."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipeline.cache import keep
from pipeline.history.changes import ROW_REMOVED, STRUCTURAL, VALUE, Change, compare
from pipeline.history.comparison import current_tables
from pipeline.history.source_changes import CASES
from pipeline.history.source_rows import SourceRow, SourceTables, column_of
from pipeline.history.store import EFFECT_COLUMNS, Release
from pipeline.history.tables import KEY_SEPARATOR, Tables, describe
from pipeline.read.source_files import SourceFile
from pipeline.rows import TextRow
from pipeline.schemas import published_schemas

Recompute = Callable[[Iterable[SourceFile]], AbstractContextManager[tuple[DuckDBPyConnection, list[str]]]]
"""What other source files would make of the tables: where these are read, and the names of those that differ."""


@dataclass(frozen=True)
class Computing:
    """How published tables are made: all of them from the source files of now, and again as far as other files reach.

    `compare` holds them against a release.
    """

    files: list[SourceFile]
    tables: Callable[[], DuckDBPyConnection]
    compare: Callable[[Release], tuple[Tables, Tables, list[Change]]]
    recompute: Recompute
    cache: Path


@dataclass
class Effects:
    """Computes what corrections moved, each once as long as nothing that it is made of (`made_of`) changes."""

    computing: Computing
    before: SourceTables
    after: SourceTables
    made_of: str
    known: dict[Change, list[TextRow]] = field(default_factory=dict)
    _now: Tables = field(default_factory=dict)

    def of(self, correction: Change) -> list[TextRow]:
        """List the computed values that this correction alone moved, as table, edition, key, column, before, after."""
        if correction not in self.known:
            name = sha256(f"{self.made_of}{correction}".encode()).hexdigest()
            found = keep(self.computing.cache / f"{name}.json", lambda: json.dumps(self._compute(correction)).encode())
            self.known[correction] = json.loads(found)
        return self.known[correction]

    def _compute(self, correction: Change) -> list[TextRow]:
        otherwise = without_correction(self.computing.files, correction, self.before, self.after)
        with self.computing.recompute(otherwise) as (without, names):
            self._now |= _read(self.computing.tables(), [name for name in names if name not in self._now])
            moved = compare(_read(without, names), {name: self._now[name] for name in names})
        return [_effect(c) for c in moved if _is_figure(c) and c.edition in self._published]

    @cached_property
    def _published(self) -> set[str]:
        """The editions of the release, and none: a figure of an edition that was never published moved for nobody."""
        return {"", *(edition for table in self.before.values() for edition, _ in table.rows)}


def _read(connection: DuckDBPyConnection, names: Iterable[str]) -> Tables:
    return current_tables(connection, [published_schemas()[name] for name in names])


def without_correction(
    files: Iterable[SourceFile], correction: Change, before: SourceTables, after: SourceTables
) -> list[SourceFile]:
    """Give the source files as they would be had one cell or row not been corrected; rows keep their places."""
    released = before[correction.table].rows.get(correction.row_key)
    current = after[correction.table].rows.get(correction.row_key)
    if correction.kind == ROW_REMOVED and released:
        added = [(correction.table, released), *_rows_of_case(correction, before, after)]
        return [*files, *(SourceFile(after[t].schema.name, row.path, [row.written]) for t, row in added)]
    if current is None:
        return list(files)
    written: list[str] = []
    if correction.kind == VALUE and released:
        columns = [column_of(f) for f in after[correction.table].schema.fields]
        position = columns.index(correction.column)
        written = [*current.written]
        written[position] = released.written[position]
    return [_replaced(file, current, written) for file in files]


def _rows_of_case(correction: Change, before: SourceTables, after: SourceTables) -> Iterator[tuple[str, SourceRow]]:
    """Find what had been released of a case, beside its row in the survey, and is gone with it."""
    if correction.table != CASES:
        return
    for name, table in before.items():
        gone = table.rows.keys() - after[name].rows.keys() if table.is_of_cases else set()
        of_case = sorted(k for k in gone if (k[0], k[1].split(KEY_SEPARATOR)[0]) == correction.row_key)
        yield from ((name, table.rows[key]) for key in of_case)


def _replaced(file: SourceFile, row: SourceRow, written: list[str]) -> SourceFile:
    """Put another row, or an empty one that counts as none, in the place of a row."""
    if file.path != row.path:
        return file
    place = row.number - 2
    return SourceFile(file.table, file.path, [*file.rows[:place], written, *file.rows[place + 1 :]])


def _is_figure(change: Change) -> bool:
    """Tell whether a change is of a figure. Of a row that comes or goes only the numbers are; the rest names the row."""
    if change.kind in STRUCTURAL:
        return False
    meaning = describe(published_schemas()[change.table]).meanings[change.column]
    return change.kind == VALUE or not meaning.startswith("string")


def _effect(change: Change) -> TextRow:
    return {column: getattr(change, column) for column in EFFECT_COLUMNS if column != "erratum_id"}
