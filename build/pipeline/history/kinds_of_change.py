"""Whether a change corrects what was published, adds to it, takes it back, or only follows from another change.

Only a correction needs a row in data/errata.csv. The rules, in the order in which they are asked:

computed     a table or column that is calculated, or rows that come and go with their case.
withdrawal   a value, case or table that data/withdrawn.csv takes back, or gives back.
remark       a note of the editors.
update       something new: a new row, an answer that had been missing, a state of knowledge that rose.
correction   all else: a published value is another one now, or is gone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.history.changes import ROW_ADDED, STRUCTURAL, VALUE, Change
from pipeline.history.tables import RECORD, Row, Table, Tables

CORRECTION, UPDATE, COMPUTED, WITHDRAWAL, REMARK, STRUCTURE = (
    "correction",
    "update",
    "computed",
    "withdrawal",
    "remark",
    "structure",
)
STATUS = "_status"
ANSWERED, NOT_COLLECTED, WITHDRAWN = "answered", "not_collected", "withdrawn"
# Tables with one row per value of an answer, and the column of `cases` that says whether it was answered.
VALUES_OF = {"case_subsidies": "subsidies_status", "case_apportionments": "apportionment_bases_status"}
# How much is known: a rise adds to the record, a fall corrects it. Values that are not listed know most.
KNOWLEDGE = {
    ("cases", "certainty"): {"存在のみ": 0},
    ("cases", "official_match"): {"不明": 0},
    ("cases", "roster_scope"): {"なし": 0, "一部": 1},
    ("participations", "participation"): {"unknown": 0},
}
KNOWN_MOST = 2
# How far the rosters go is none once all of them are withdrawn.
ROSTERS = ("cases", "roster_scope")
STATED = "stated"


@dataclass(frozen=True)
class JudgedChange:
    """A change, what kind of change it is for the reader, and the erratum that explains it if one does."""

    change: Change
    nature: str
    erratum_id: str = ""


@dataclass(frozen=True)
class Judge:
    """Judges changes between two states. `withdrawn_tables` are those taken back as a whole in either state."""

    before: Tables
    after: Tables
    withdrawn_tables: frozenset[str] = field(default_factory=frozenset)

    def judge(self, changes: Iterable[Change]) -> list[JudgedChange]:
        """Give the nature of every change of a change set."""
        return [JudgedChange(change, self.nature(change)) for change in changes]

    def nature(self, change: Change) -> str:
        table = self.after.get(change.table) or self.before[change.table]
        if change.kind in STRUCTURAL:
            return STRUCTURE
        if table.description.role != RECORD:
            return COMPUTED
        if change.table in self.withdrawn_tables or self._is_of_withdrawn_case(change, table):
            return WITHDRAWAL
        if (change.table, change.column) == ROSTERS and "participations" in self.withdrawn_tables:
            return WITHDRAWAL
        if change.kind == VALUE:
            return self._nature_of_cell(change, table)
        return self._nature_of_row(change, table)

    def _rows(self, change: Change) -> tuple[Row, Row]:
        """Give the row before and after the change; a row that is not there is empty."""
        old = self.before[change.table].rows if change.table in self.before else {}
        new = self.after[change.table].rows if change.table in self.after else {}
        return old.get(change.row_key, {}), new.get(change.row_key, {})

    def _case(self, change: Change, table: Table) -> tuple[Row, Row]:
        """Give the case that the row belongs to, before and after."""
        if not table.description.is_of_cases:
            return {}, {}
        old, new = self._rows(change)
        row = old or new
        key = (row["edition"], row["case_id"])
        return self._cases_before.get(key, {}), self._cases_after.get(key, {})

    @cached_property
    def _cases_before(self) -> dict[tuple[str, str], Row]:
        return self.before["cases"].rows if "cases" in self.before else {}

    @cached_property
    def _cases_after(self) -> dict[tuple[str, str], Row]:
        return self.after["cases"].rows if "cases" in self.after else {}

    def _is_of_withdrawn_case(self, change: Change, table: Table) -> bool:
        return any(case.get("is_withdrawn") == "true" for case in self._case(change, table))

    def _nature_of_row(self, change: Change, table: Table) -> str:
        was, now = self._case(change, table)
        if change.table == "cases" or not table.description.is_of_cases:
            return UPDATE if change.kind == ROW_ADDED else CORRECTION
        if not was or not now:
            return COMPUTED
        if change.table == "participations":
            return COMPUTED
        if change.table in VALUES_OF:
            return _nature_of_value_row(was[VALUES_OF[change.table]], now[VALUES_OF[change.table]])
        if change.table == "case_evidence" and WITHDRAWN in self._evidence_statuses(change, was, now):
            return WITHDRAWAL
        return UPDATE if change.kind == ROW_ADDED else CORRECTION

    def _evidence_statuses(self, change: Change, was: Row, now: Row) -> tuple[str, str]:
        old, new = self._rows(change)
        status = f"{(old or new)['field']}{STATUS}"
        return was.get(status, ""), now.get(status, "")

    def _nature_of_cell(self, change: Change, table: Table) -> str:
        description = table.description
        if change.column in description.computed:
            return COMPUTED
        if change.column in description.remarks:
            return REMARK
        old, new = self._rows(change)
        if change.table == "participations" and not _is_stated_throughout(old, new):
            return _nature_of_participation(change, old, new)
        if (change.table, change.column) in KNOWLEDGE:
            return _nature_of_knowledge(change)
        return _nature_of_answer(change, old, new)


def _nature_of_value_row(was: str, now: str) -> str:
    """Judge one value of an answer of several values by what the answer's status was and is."""
    if WITHDRAWN in (was, now):
        return WITHDRAWAL
    if was != ANSWERED:
        return UPDATE
    return CORRECTION if now == ANSWERED else COMPUTED


def _is_stated_throughout(old: Row, new: Row) -> bool:
    return all(row.get("participation_basis") == STATED for row in (old, new))


def _nature_of_participation(change: Change, old: Row, new: Row) -> str:
    """Judge a municipality that a list names before or after only, or never: then its row follows from the case."""
    is_listed = STATED in (old.get("participation_basis"), new.get("participation_basis"))
    if change.column != "participation" or not is_listed:
        return COMPUTED
    return _nature_of_knowledge(change)


def _nature_of_knowledge(change: Change) -> str:
    ranks = KNOWLEDGE[change.table, change.column]
    was, now = (ranks.get(value, KNOWN_MOST) for value in (change.before, change.after))
    return UPDATE if now > was or not change.before else CORRECTION


def _nature_of_answer(change: Change, old: Row, new: Row) -> str:
    """Judge a cell by its own status column, if it has one: an answer that had been missing is an update."""
    base = change.column.removesuffix(STATUS)
    was, now = old.get(base + STATUS, ""), new.get(base + STATUS, "")
    if WITHDRAWN in (was, now):
        return WITHDRAWAL
    if change.column.endswith(STATUS):
        return _nature_of_status(was, now, has_value=base in old)
    return CORRECTION if change.before else UPDATE


def _nature_of_status(was: str, now: str, *, has_value: bool) -> str:
    """Judge a status. Where the answer's value stands beside it, the value is what an erratum names."""
    if was == ANSWERED:
        return COMPUTED if has_value else CORRECTION
    return UPDATE if was in ("", NOT_COLLECTED) or now == ANSWERED else CORRECTION
