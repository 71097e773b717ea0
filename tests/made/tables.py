"""The published tables of made-up files: each is computed, with all that it is made of, when a test first asks for it."""

from collections.abc import Iterable

from pipeline.history.frames import history_frames
from pipeline.history.state import History
from pipeline.history.withdrawals import withdraw
from pipeline.read.source_files import SourceFile
from pipeline.rows import Row
from pipeline.schemas import published_schemas, source_schemas
from pipeline.tables import database, source_loading
from pipeline.tables.dictionary import dictionary_frames

COUNTED = "source.published_values"


class MadeTables(dict[str, list[Row]]):
    """The rows of every published table by its name, as `aggregate` would make them of the same files.

    Below, tables are named with their schema: `clean.cases`.
    """

    def __init__(self, files: Iterable[SourceFile]) -> None:
        super().__init__()
        self._files, self._withdrawn = withdraw(files)
        self._connection = database.open_database()
        source_loading.load_sources(self._connection, [], names=())
        self._there = {"source.survey_fields"}

    def __missing__(self, name: str) -> list[Row]:
        self._make(f"publish.{name}")
        self[name] = database.read_rows(self._connection, name)
        return self[name]

    def _make(self, table: str) -> None:
        if table in self._there:
            return
        self._there.add(table)
        for below in sorted(database.read_by(table)):
            self._make(below)
        layer, _, name = table.partition(".")
        if layer != "source":
            database.make_table(self._connection, table)
        elif schema := source_schemas().get(name):
            files = [file for file in self._files if file.table == name]
            source_loading.load_table(self._connection, name, schema, files)
        else:
            self._make_what_nobody_writes(table)

    def _make_what_nobody_writes(self, table: str) -> None:
        if table == "source.withdrawn_cases":
            self._make("source.survey_cases")
            source_loading.load_withdrawn_cases(self._connection, self._withdrawn)
        elif table == "source.survey_choices":
            for name in sorted(source_loading.tables_of_choices()):
                self._make(f"source.{name}")
            source_loading.load_survey_choices(self._connection)
        elif table == COUNTED:
            others = [n for n in published_schemas() if COUNTED not in database.read_by(f"publish.{n}")]
            for name in others:
                self._make(f"publish.{name}")
            database.count_published_values(self._connection, others)
        else:
            self._load_frames(table.partition(".")[2])

    def _load_frames(self, name: str) -> None:
        frames = next(made for made in (dictionary_frames(), history_frames(History())) if name in made)
        database.load_frames(self._connection, frames)
        self._there |= {f"source.{each}" for each in frames}
