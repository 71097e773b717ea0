"""What `make serve` knows of sound data, and what a change makes of it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipeline.history.changes import Change
from pipeline.history.comparison import compare_with_release
from pipeline.history.effects import Computing
from pipeline.history.frames import change_frame
from pipeline.history.state import History, read_history
from pipeline.history.store import Release
from pipeline.history.tables import DERIVED, RECORD, Tables, case_of_key, followed_schemas, names_of_role
from pipeline.pages.model import Model, case_key
from pipeline.read.source_files import SourceFile
from pipeline.rows import Row
from pipeline.schemas import published_schemas, source_schemas
from pipeline.tables.aggregate import tables_of
from pipeline.tables.otherwise import Loaded, Otherwise

FOLDERS = {"case_id": "cases", "municipality_code": "municipalities", "prefecture_code": "prefectures"}
"""Where the pages of the things stand that a column names."""

Keys = dict[str, set[str]]


@dataclass(frozen=True)
class Known:
    """Sound data at one time: their files, their tables in a database and as rows, and their history."""

    files: list[SourceFile]
    connection: DuckDBPyConnection
    model: Model
    history: History

    @classmethod
    def of(cls, history: History) -> "Known":
        assert history.computing is not None
        connection = tables_of(history)
        return cls(history.computing.files, connection, Model.read(connection), history)

    @cached_property
    def loaded(self) -> Loaded:
        return Loaded.of(self.files)


class Changed:
    """What other files make of what is known. Of the tables those are made anew that are asked for and that differ."""

    def __init__(self, known: Known, data: Path, files: list[SourceFile], cache: Path) -> None:
        self._known = known
        self._tables = Otherwise(known.connection, known.loaded, Loaded.of(files))
        self._files = files
        computing = Computing(files, self._all_tables, self._compare, self._recompute, cache / "effects")
        self.history = read_history(data, files, computing)
        if self.history.effects and known.history.effects:
            self.history.effects.known |= known.history.effects.known  # the whole build computes them again
        self.model = Model(_Rows(self), before=known.model)

    def close(self) -> None:
        """Forget what was made."""
        self._tables.close()

    def rows(self, name: str) -> list[Row]:
        """Give the rows of a published table."""
        if name == "changes":
            self._tables.put(name, change_frame(self.told))
        return self._tables.rows(name, self._known.model.tables[name])

    @cached_property
    def told(self) -> History:
        """The history as pages of single things tell it: what computed figures differ in is as it was known."""
        computing = self.history.computing
        assert computing is not None
        quick = replace(computing, compare=lambda release: self._compare(release, names_of_role(RECORD)))
        return replace(self.history, computing=quick)

    def _all_tables(self) -> DuckDBPyConnection:
        self._tables.published(schema.name for schema in followed_schemas())
        return self._tables.connection

    def _compare(self, release: Release, names: Iterable[str] | None = None) -> tuple[Tables, Tables, list[Change]]:
        """Compare these tables with a release, where they differ from what is known."""
        followed = [schema.name for schema in followed_schemas()] if names is None else names
        differing = set(self._tables.published(followed))
        assert self._known.history.computing is not None
        before, after, changes = self._known.history.computing.compare(release)
        now = compare_with_release(self._tables.connection, release, differing)
        found = [*(change for change in changes if change.table not in differing), *now[2]]
        return before | now[0], after | now[1], sorted(found, key=lambda change: change.table)

    @contextmanager
    def _recompute(self, otherwise: Iterable[SourceFile]) -> Iterator[tuple[DuckDBPyConnection, list[str]]]:
        """Do as `tables.aggregate.recompute`: what differs from these tables differs in one of both from what is known."""
        other = Otherwise(self._known.connection, self._known.loaded, Loaded.of(otherwise))
        derived = names_of_role(DERIVED)
        try:
            yield other.connection, sorted({*other.published(derived), *self._tables.published(derived)})
        finally:
            other.close()

    @cached_property
    def things(self) -> Keys:
        """Name the things whose rows people have changed, and what belongs to the cases among them, by folder of pages."""
        found: Keys = {folder: set() for folder in ("cases", "municipalities", "prefectures", "systems")}
        for column, value in _changed_cells(self._known.files, self._files):
            if case := case_of_key("any", value) if column == "key" else "":
                found["cases"].add(case)
            elif column in FOLDERS:
                found[FOLDERS[column]].add(value)
        newest = self.model.newest_by_id
        for row in (newest[key] for key in found["cases"] if key in newest):
            found["prefectures"].add(row["prefecture_code"])
            found["systems"].add(row["system_type_code"])
            rosters = self.model.by_case("participations").get(case_key(row), [])
            found["municipalities"] |= {each["municipality_code"] for each in rosters}
        return found


def _changed_cells(before: list[SourceFile], after: list[SourceFile]) -> Iterator[tuple[str, str]]:
    """Give the cells of every row that only one state has, as column and value."""
    old, new = ({(f.table, f.path): f.rows for f in files} for files in (before, after))
    for table, path in {*old, *new}:
        here, there = old.get((table, path), []), new.get((table, path), [])
        if here != there:
            for row in {*map(tuple, here)} ^ {*map(tuple, there)}:
                yield from zip(source_schemas()[table].columns, row, strict=False)


class _Rows(Mapping[str, list[Row]]):
    """The rows of every published table, taken when they are asked for."""

    def __init__(self, changed: Changed) -> None:
        self._changed = changed
        self._taken: dict[str, list[Row]] = {}

    def __getitem__(self, name: str) -> list[Row]:
        if name not in self._taken:
            self._taken[name] = self._changed.rows(name)
        return self._taken[name]

    def __iter__(self) -> Iterator[str]:
        return iter(published_schemas())

    def __len__(self) -> int:
        return len(published_schemas())
