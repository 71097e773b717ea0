"""What data/withdrawn.csv takes back is taken out here, and only here, before the database sees it.

A withdrawn answer becomes a cell that says so, and gets the status `withdrawn`. A withdrawn case keeps its row in the
published `cases`, with every answer withdrawn; no other table and no count sees it. A withdrawn table has no rows.
Where the reason demands that old releases' files are replaced, the errata do not repeat the values either.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.history.retellings import lent, retelling
from pipeline.history.source_rows import rows_of
from pipeline.history.tables import KEY_SEPARATOR, case_of_key, place_of
from pipeline.read.source_files import SourceFile
from pipeline.rows import TextRow
from pipeline.schemas import WITHDRAWN_CELL, Schema, question_of, source_schemas

TAKE_BACK, UNDO = "取下げ", "取消"
CASE, COLUMN, TABLE = "事例", "列", "表"
REPLACE = "差し替える"
NO_ROSTER, LISTED_ROSTERS = "なし", ("全部", "一部")
# Tables that can be withdrawn as a whole, and the source tables that hold their rows.
SOURCES_OF = {
    "cases": ("survey_cases",),
    "case_evidence": ("evidence",),
    "participations": ("participations",),
    "participant_counts": ("participant_counts",),
    "official_figures": (
        "official_case_counts",
        "official_participations",
        "official_presences",
        "official_screen_figures",
    ),
}
HIDDEN = "（取下げ）"
WITHDRAWN, WITHDRAWN_FLAG = "withdrawn", "is_withdrawn"
# What an erratum may say of a value: the value itself, and texts that may name it.
TELLING = ("wrong_value", "right_value", "cause", "advice")


@dataclass(frozen=True)
class Withdrawal:
    """One thing taken back. Of `edition`, `table`, `case_id` and `column`, those that its `scope` does not need are empty."""

    withdrawal_id: str
    published_on: str
    scope: str
    edition: str
    table: str
    case_id: str
    column: str
    reason: str
    old_releases: str

    @property
    def replaces_old_files(self) -> bool:
        return self.old_releases == REPLACE

    def takes_case(self, edition: str, case_id: str) -> bool:
        if self.scope == TABLE:
            return self.table == "cases"
        return self.scope == CASE and self._is_about(edition, case_id)

    def takes_answer(self, edition: str, case_id: str, column: str) -> bool:
        if self.scope == TABLE:
            return question_of(self.table) == column
        return self.scope == COLUMN and self.column == column and self._is_about(edition, case_id)

    def hides(self, table: str, edition: str, key: str, column: str) -> bool:
        """Tell whether a value that a change set or an erratum names must not be shown any more."""
        case_id = case_of_key(edition, key)
        if self.scope == TABLE and table in (self.table, *SOURCES_OF.get(self.table, ())):
            return True
        if not case_id or self.scope != COLUMN:
            return bool(case_id) and self.takes_case(edition, case_id)
        is_told = self.column in key.split(KEY_SEPARATOR) or question_of(table) == self.column
        is_answer = column in (self.column, f"{self.column}_status", *retelling(table, self.column))
        is_here = self._is_about(edition, case_id) and (is_told or is_answer)
        return is_here or self._is_lent(table, column, case_id)

    def _is_lent(self, table: str, column: str, case_id: str) -> bool:
        """Tell whether a cell of another case may hold the answer: such tables lend it within the prefecture."""
        columns = lent(table).get(self.column, [])
        return column in columns and case_id.partition("-")[0] == self.case_id.partition("-")[0]

    def _is_about(self, edition: str, case_id: str) -> bool:
        return self.case_id == case_id and self.edition in ("", edition)


def is_hidden(row: TextRow, withdrawals: Iterable[Withdrawal]) -> bool:
    """Tell whether what a change, an effect or an erratum is about is taken out of the old releases as well."""
    return any(w.replaces_old_files and w.hides(*place_of(row)) for w in withdrawals)


def hidden_key(edition: str, key: str) -> str:
    """Give what may still be told of the key of a row that is hidden: its case. Other parts may hold what was withdrawn."""
    case_id = case_of_key(edition, key)
    return key if key == case_id else f"{case_id};{HIDDEN}".removeprefix(";")


def active_withdrawals(rows: Iterable[dict[str, str]]) -> list[Withdrawal]:
    """List the withdrawals that no later row undoes. Shapes  rows: published names to text, empty where there is none."""
    listed = list(rows)
    undone = {row["undone_id"] for row in listed if row["kind"] == UNDO}
    names = Withdrawal.__dataclass_fields__
    taken = [row for row in listed if row["kind"] == TAKE_BACK and row["withdrawal_id"] not in undone]
    return [Withdrawal(**{name: row[name] for name in names}) for row in taken]


def withdrawals_of(files: Iterable[SourceFile]) -> list[Withdrawal]:
    """Read the active withdrawals from the source files."""
    return active_withdrawals(row for _, row in rows_of(files, "withdrawals"))


def withdraw(files: Iterable[SourceFile]) -> tuple[list[SourceFile], list[SourceFile]]:
    """Take out what is withdrawn.

    Shapes   files: sound files as read. Result: the files that remain, every row in its place in the file kept by an
             empty list, and the files of withdrawn cases with every answer withdrawn.
    """
    files = list(files)
    withdrawals = withdrawals_of(files)
    if not withdrawals:
        return files, []
    surveys = [f for f in files if f.table == "survey_cases"]
    gone = _gone_cases(surveys, withdrawals)
    kept = [SourceFile(f.table, f.path, [_kept(f, row, withdrawals, gone) for row in f.rows]) for f in files]
    return kept, [SourceFile(f.table, f.path, [_emptied(f, row, withdrawals) for row in f.rows]) for f in surveys]


def _gone_cases(surveys: list[SourceFile], withdrawals: list[Withdrawal]) -> set[str]:
    """List the cases that are withdrawn in every edition that has them: tables without editions tell of them no more."""
    column = source_schemas()["survey_cases"].columns.index("case_id")
    places = {(file.edition, row[column]) for file in surveys for row in file.rows if row}
    return {case for _, case in places} - {
        case for edition, case in places if not _is_taken(edition, case, withdrawals)
    }


def _is_taken(edition: str, case_id: str, withdrawals: list[Withdrawal]) -> bool:
    return any(w.takes_case(edition, case_id) for w in withdrawals)


def _hidden_erratum(row: list[str], withdrawals: list[Withdrawal]) -> list[str]:
    """Give an erratum without the values that a withdrawal takes out of the old releases as well."""
    columns = source_schemas()["errata"].columns
    erratum: TextRow = dict(zip(columns, row, strict=True))
    if not is_hidden(erratum, withdrawals):
        return row
    erratum |= {name: HIDDEN for name in TELLING if erratum[name]}
    erratum["key"] = hidden_key(erratum["edition"], erratum["key"])
    return [erratum[column] for column in columns]


def _kept(file: SourceFile, row: list[str], withdrawals: list[Withdrawal], gone: set[str]) -> list[str]:
    """Give the row without its withdrawn answers; an empty list when the row itself is withdrawn, or was none before."""
    schema = source_schemas()[file.table]
    if not row:
        return row
    if file.table == "errata":
        return _hidden_erratum(row, withdrawals)
    if any(w.scope == TABLE and file.table in SOURCES_OF.get(w.table, ()) for w in withdrawals):
        return []
    if "case_id" not in schema.columns or file.table == "withdrawals":
        return row
    case = (file.edition if schema.has_editions else "", row[schema.columns.index("case_id")])
    if case[1] and (_is_taken(*case, withdrawals) or (not schema.has_editions and case[1] in gone)):
        return []
    if file.table == "survey_cases":
        return _without_answers(schema, row, case, withdrawals)
    if file.table == "evidence":
        answer = source_schemas()["survey_cases"].field_named(row[schema.columns.index("field")]).column
        return [] if any(w.takes_answer(*case, answer) for w in withdrawals) else row
    return row


def _without_answers(schema: Schema, row: list[str], case: tuple[str, str], withdrawals: list[Withdrawal]) -> list[str]:
    taken = [f.is_answer and any(w.takes_answer(*case, f.column) for w in withdrawals) for f in schema.fields]
    cells = [WITHDRAWN_CELL if is_taken else cell for cell, is_taken in zip(row, taken, strict=True)]
    rosters_are_withdrawn = any(w.scope == TABLE and w.table == "participations" for w in withdrawals)
    scope = schema.columns.index("roster_scope")
    if rosters_are_withdrawn and cells[scope] in LISTED_ROSTERS:
        cells[scope] = NO_ROSTER
    return cells


def _emptied(file: SourceFile, row: list[str], withdrawals: list[Withdrawal]) -> list[str]:
    """Give the row of a withdrawn case as it is published: its key and type, and no answer; an empty list otherwise."""
    schema = source_schemas()["survey_cases"]
    case = (file.edition, row[schema.columns.index("case_id")]) if row else ("", "")
    if not row or not _is_taken(*case, withdrawals):
        return []
    emptied = {"roster_scope": NO_ROSTER, "procurement_group": "", "note": ""}
    return [
        WITHDRAWN_CELL if f.is_answer else emptied.get(f.column, cell)
        for f, cell in zip(schema.fields, row, strict=True)
    ]
