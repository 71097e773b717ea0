"""Tables as other source files would make them: each made when it is asked for, where what it reads is other than before."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from duckdb import DuckDBPyConnection

from pipeline.history.withdrawals import withdraw
from pipeline.read.source_files import SourceFile
from pipeline.rows import Row
from pipeline.schemas import source_schemas
from pipeline.tables import database, source_loading

if TYPE_CHECKING:
    from pandas import DataFrame

_NUMBERS = count(1)


@dataclass(frozen=True)
class Loaded:
    """Source files as tables hold them, without what is withdrawn, and the withdrawn cases."""

    files: list[SourceFile]
    withdrawn: list[SourceFile]

    @classmethod
    def of(cls, files: Iterable[SourceFile]) -> "Loaded":
        return cls(*withdraw(files))

    def by_path(self, table: str) -> dict[str, list[SourceFile]]:
        paths: dict[str, list[SourceFile]] = {}
        for file in self.files:
            if file.table == table:
                paths.setdefault(file.path, []).append(file)
        return paths


class Otherwise:
    """What other source files make of the tables in `connection`, which stay as they are.

    `connection` of this object reads what is made anew in front of the first; it holds a table only once it was asked for.
    Shapes   now: what the tables in the first connection hold. Tables are named with their schema: `clean.cases`.
    """

    def __init__(self, connection: DuckDBPyConnection, now: Loaded, otherwise: Loaded) -> None:
        self._name = f"aside_{next(_NUMBERS)}"
        self.connection = database.open_aside(connection, self._name)
        self._differs: dict[str, bool] = {}
        self._spans: dict[str, database.Span] = {}
        self._load(now, otherwise)

    def _load(self, now: Loaded, other: Loaded) -> None:
        """Load the source tables that differ: of their rows, those of files that do."""
        for name, schema in source_schemas().items():
            old, new = now.by_path(name), other.by_path(name)
            paths = sorted(path for path in {*old, *new} if old.get(path) != new.get(path))
            if paths:
                source_loading.replace_rows(self.connection, schema, paths, [f for p in paths for f in new.get(p, [])])
                self._differs[f"source.{name}"] = True
        if now.withdrawn != other.withdrawn:
            source_loading.load_withdrawn_cases(self.connection, other.withdrawn)
            self._differs["source.withdrawn_cases"] = True
        if any(self._differs.get(f"source.{name}") for name in source_loading.tables_of_choices()):
            source_loading.load_survey_choices(self.connection)
            self._differs["source.survey_choices"] = True

    def differs(self, table: str) -> bool:
        """Tell whether a table is other than before. It is made anew first where one that it reads is other."""
        if table not in self._differs:
            reads = [self.differs(each) for each in sorted(database.read_by(table))]  # all of them: each is made
            self._differs[table] = any(reads) and self._is_other_anew(table)
        return self._differs[table]

    def _is_other_anew(self, table: str) -> bool:
        database.make_table(self.connection, table)
        if span := database.differing_rows(self.connection, self._name, table):
            self._spans[table] = span
        return table in self._spans

    def put(self, name: str, frame: "DataFrame") -> None:
        """Take a frame in the place of the table `source.<name>`."""
        database.load_frames(self.connection, {name: frame})
        self._differs[f"source.{name}"] = True

    def published(self, names: Iterable[str]) -> list[str]:
        """List those of these published tables that are other than before; they are made then."""
        return [name for name in names if self.differs(f"publish.{name}")]

    def rows(self, name: str, before: list[Row]) -> list[Row]:
        """Give the rows of a published table; those `before` are given again where they are the same."""
        if not self.differs(f"publish.{name}"):
            return before
        span = self._spans[f"publish.{name}"]
        return [*before[: span.first], *database.read_span(self.connection, name, span), *before[span.end :]]

    def close(self) -> None:
        """Forget what was made."""
        database.close_aside(self.connection, self._name)
