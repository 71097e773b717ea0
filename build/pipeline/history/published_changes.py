"""What kind of change each changed cell of a published table is: that of the change in the source that it shows.

A cell of a recorded table that no changed source row explains follows from another one, or from code.
"""

from collections.abc import Iterable
from dataclasses import replace

from pipeline.history.changes import STRUCTURAL, VALUE, Change
from pipeline.history.source_changes import (
    ANSWERED,
    CASES,
    COMPUTED,
    CORRECTION,
    STRUCTURE,
    WITHDRAWAL,
    JudgedChange,
)
from pipeline.history.tables import KEY_SEPARATOR, RECORD, Tables
from pipeline.history.withdrawals import Withdrawal
from pipeline.schemas import published_schemas, question_of

STATUS_SUFFIX = "_status"


class Judge:
    """Judges changes between two states of the published tables by the changes of their source."""

    def __init__(
        self, before: Tables, after: Tables, sources: Iterable[JudgedChange], withdrawals: Iterable[Withdrawal] = ()
    ) -> None:
        self._tables = {**before, **after}
        self._withdrawals = list(withdrawals)
        self._sources = {(j.change.table, _named(*j.change.row_key), j.change.column): j for j in sources}

    def judge(self, changes: Iterable[Change]) -> list[JudgedChange]:
        """Give the nature of every change of a change set, and the erratum that explains it."""
        return [self._judge(change) for change in changes]

    def _judge(self, change: Change) -> JudgedChange:
        if change.kind in STRUCTURAL:
            return JudgedChange(change, STRUCTURE)
        description = self._tables[change.table].description
        if description.role != RECORD:
            return JudgedChange(change, COMPUTED)
        if any(w.hides(*change.place) for w in self._withdrawals):
            return JudgedChange(change, WITHDRAWAL)
        source = self._source_of(change)
        if source is None or self._is_told_by_value(change, source):
            return JudgedChange(change, COMPUTED)
        return replace(source, change=change)

    def _is_told_by_value(self, change: Change, source: JudgedChange) -> bool:
        """Tell whether an answer is gone, which its value beside this status says already."""
        columns = self._tables[change.table].description.meanings
        is_beside = change.column.endswith(STATUS_SUFFIX) and change.column.removesuffix(STATUS_SUFFIX) in columns
        return change.kind == VALUE and is_beside and source.nature == CORRECTION and change.before == ANSWERED

    def _source_of(self, change: Change) -> JudgedChange | None:
        if question := question_of(change.table, change.key):
            return self._sources.get((CASES, _named(*change.case), question))
        if gathered := _gathered_tables(change.table):
            return self._gathered(change, gathered)
        row = (change.table, _named(*change.row_key))
        return self._sources.get((*row, "")) or self._sources.get((*row, change.column.removesuffix(STATUS_SUFFIX)))

    def _gathered(self, change: Change, tables: tuple[str, ...]) -> JudgedChange | None:
        """Find the change of the official figures of the same edition and system type, a correction first."""
        place = change.edition, change.key.split(KEY_SEPARATOR)[1]
        found = [j for j in self._sources.values() if j.change.table in tables and j.change.case == place]
        return min(found, key=lambda j: j.nature != CORRECTION, default=None)


def _named(edition: str, key: str) -> str:
    """Name a row; where the edition is the whole key, it is the same name whether it counts as edition or as key."""
    return KEY_SEPARATOR.join(part for part in (edition, key) if part)


def _gathered_tables(table: str) -> tuple[str, ...]:
    schema = published_schemas().get(table)
    return tuple(schema.descriptor.get("gathers", ())) if schema else ()
