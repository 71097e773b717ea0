"""What changed in what people wrote since a release, and whether it corrects, adds, takes back or only books.

Only a correction needs a row in data/errata.csv. The rules, in the order in which they are asked:

withdrawal   about a value, case or table that data/withdrawn.csv takes back, now or in the release.
computed     a row that comes or goes with its case, or a name on a list that is left out because all take part.
remark       a column or table of order, remarks or repetition ("bookkeeping" in the schema).
update       something new: a new row, an answer that had been missing, a state of knowledge that rose.
correction   all else: what was released is another one now, or is gone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.history.changes import ROW_ADDED, ROW_REMOVED, VALUE, Change
from pipeline.history.source_rows import NOT_COLLECTED, SourceRow, SourceTable, SourceTables, field_of
from pipeline.history.tables import KEY_SEPARATOR, Key
from pipeline.history.withdrawals import Withdrawal
from pipeline.schemas import Field

CORRECTION, UPDATE, COMPUTED = "correction", "update", "computed"
WITHDRAWAL, REMARK, STRUCTURE = "withdrawal", "remark", "structure"
ANSWERED = "answered"
CASES, ROSTER, SCOPE = "cases", "participations", "roster_scope"
ALL_LISTED, ALL_TAKE_PART = "全部", "全市区町村"


@dataclass(frozen=True)
class JudgedChange:
    """A change, what kind of change it is for the reader, and the erratum that explains it if one does."""

    change: Change
    nature: str
    erratum_id: str = ""


def compare_sources(
    before: SourceTables, after: SourceTables, withdrawals: Iterable[Withdrawal] = ()
) -> list[JudgedChange]:
    """List the cells that changed and the rows that came and went, each row as one change.

    Shapes   before, after: see source_tables. withdrawals: those in force in either state.
    """
    judge = _Judge(before, after, list(withdrawals))
    return [JudgedChange(change, judge.nature(change)) for change in _changes(before, after)]


def _changes(before: SourceTables, after: SourceTables) -> Iterator[Change]:
    for name, table in after.items():
        old = before[name].rows
        for key in sorted({*old, *table.rows}):
            yield from _changes_of_row(name, key, old.get(key), table.rows.get(key))


def _changes_of_row(name: str, key: Key, old: SourceRow | None, new: SourceRow | None) -> Iterator[Change]:
    if old is None or new is None:
        yield Change(name, ROW_ADDED if old is None else ROW_REMOVED, *key)
        return
    for column, was in old.cells.items():
        if was != new.cells[column]:
            yield Change(name, VALUE, *key, column, was, new.cells[column])


@dataclass(frozen=True)
class _Judge:
    before: SourceTables
    after: SourceTables
    withdrawals: list[Withdrawal]

    def nature(self, change: Change) -> str:
        if any(w.hides(*change.place) for w in self.withdrawals):
            return WITHDRAWAL
        table = self.after[change.table]
        if table.schema.is_bookkeeping:
            return UPDATE if change.kind == ROW_ADDED else REMARK
        if change.kind != VALUE:
            return self._nature_of_row(change, table)
        f = field_of(table.schema, change.column)
        assert f is not None
        return _nature_of_cell(change, f, table.schema.missing)

    def _nature_of_row(self, change: Change, table: SourceTable) -> str:
        was, now = (tables[CASES].rows.get(change.case) for tables in (self.before, self.after))
        if table.is_of_cases and (was is None or now is None):
            return COMPUTED
        if change.table == ROSTER and was and now:
            if change.kind == ROW_ADDED:
                return CORRECTION if was.cells[SCOPE] == ALL_LISTED else UPDATE
            return COMPUTED if now.cells[SCOPE] == ALL_TAKE_PART else CORRECTION
        return UPDATE if change.kind == ROW_ADDED else CORRECTION


def _nature_of_cell(change: Change, f: Field, missing: dict[str, str]) -> str:
    if f.is_bookkeeping:
        return REMARK
    old, new = (set(value.split(KEY_SEPARATOR)) for value in (change.before, change.after))
    if f.is_multiple and old == new:
        return REMARK
    if f.is_multiple and not f.is_answer:
        return UPDATE if old < new else CORRECTION
    if f.knowledge:
        was, now = (_rank(f, value) for value in (change.before, change.after))
        return UPDATE if now > was else CORRECTION
    was_missing, now_missing = missing.get(change.before), missing.get(change.after)
    is_new = was_missing == NOT_COLLECTED or (was_missing and not now_missing)
    return UPDATE if is_new else CORRECTION


def _rank(f: Field, value: str) -> int:
    return f.knowledge.index(value) if value in f.knowledge else len(f.knowledge)


def corrections_of(changes: Iterable[JudgedChange]) -> list[Change]:
    """List the changes that need an erratum."""
    return [judged.change for judged in changes if judged.nature == CORRECTION]
