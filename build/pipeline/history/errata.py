"""Holds data/errata.csv against the source rows of the releases and of now."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import takewhile

from pipeline.check.problems import Problem
from pipeline.history.changes import ROW_ADDED, ROW_REMOVED, VALUE, Change
from pipeline.history.corrections import (
    CAUSE_UNKNOWN,
    ROW_MISSED,
    ROW_WRONG,
    SEVERITIES,
    TOTALS,
    VALUE_WRONG,
    correction_of_erratum,
    kind_in_errata,
    least_severity,
)
from pipeline.history.source_changes import CASES, COMPUTED, REMARK
from pipeline.history.source_rows import field_of, rows_of, say_of_row, schema_of, source_field
from pipeline.history.state import History
from pipeline.history.store import Release
from pipeline.history.words import Names, column_title, key_in_words, read_names, table_title, value_in_words
from pipeline.messages import EMPTY_CELL, say, sentence
from pipeline.read.source_files import SourceFile
from pipeline.rows import TextRow
from pipeline.schemas import source_schemas

# Every draft asks for everything to be computed again once; with more, they share what moved in all.
DRAFTS_COMPUTED_ONE_BY_ONE = 10
FILE = "errata.csv"
WITHOUT_ERRATUM = {
    VALUE: "value_without_erratum",
    ROW_REMOVED: "removed_row_without_erratum",
    ROW_ADDED: "added_row_without_erratum",
}


@dataclass(frozen=True)
class ErrataCheck:
    """What is needed to judge the errata. `root` is the data folder as the maintainer sees it; drafts are dated `today`."""

    history: History
    files: list[SourceFile]
    root: str
    today: date

    def problems(self) -> list[Problem]:
        """List the faults of the errata, in file order, then the corrections that have no erratum."""
        faults = [
            say_of_row(fault, "errata", self.root, number, row)
            for number, row in self._numbered()
            if (fault := self._first_fault(row))
        ]
        return faults + list(self._without_erratum())

    def _numbered(self) -> list[tuple[int, TextRow]]:
        """Give the errata that no release holds, with their rows in the spreadsheet."""
        listed = rows_of(self.files, "errata")
        return [(number, row) for number, row in listed if row["erratum_id"] not in self.history.released_errata]

    def _first_fault(self, row: TextRow) -> "_FaultOfErratum":
        """Give the first fault of an erratum: the others often follow from it."""
        if self.history.newest is None:
            return "erratum_without_release", "erratum_id", {}
        finders = (self._reference_fault, self._release_fault, self._row_fault, self._value_fault, self._weight_fault)
        return next((fault for find in finders if (fault := find(row))), None)

    def _reference_fault(self, row: TextRow) -> "_FaultOfErratum":
        """Judge the names: table, column and releases must be there, and no correction may stand twice."""
        versions = [release.version for release in self.history.releases]
        for column in ("first_wrong_release", "last_wrong_release"):
            if row[column] not in versions:
                return "erratum_release_unknown", column, {"releases": "、".join(versions)}
        if schema_of(row["table"]) is None:
            return "erratum_table_unknown", "table", {"release": self._newest.version}
        if row["kind"] == VALUE_WRONG and source_field(row["table"], row["column"]) is None:
            return "erratum_column_unknown", "column", {"table": row["table"]}
        twin = self._twin(row)
        return ("erratum_twice", "erratum_id", {"other": twin}) if twin else None

    def _twin(self, row: TextRow) -> str:
        """Name the earlier row about the same correction."""
        for _, other in self._numbered():
            if other["erratum_id"] == row["erratum_id"]:
                return ""
            if correction_of_erratum(other).place == correction_of_erratum(row).place:
                return other["erratum_id"]
        return ""

    def _release_fault(self, row: TextRow) -> "_FaultOfErratum":
        newest = self._newest
        if row["last_wrong_release"] != newest.version:
            return "erratum_last_release", "last_wrong_release", {"release": newest.version}
        if row["published_on"] < newest.released_on:
            return "erratum_too_early", "published_on", {"release": newest.version, "day": newest.released_on}
        return None

    def _row_fault(self, row: TextRow) -> "_FaultOfErratum":
        """Judge whether the row was, or was not, published, and is, or is not, there now."""
        key, facts = (row["edition"], row["key"]), {name: row[name] for name in ("table", "edition", "key")}
        is_now = key in self.history.source[row["table"]].rows
        for release in self._bounds(row):
            was = key in release.source[row["table"]].rows
            if row["kind"] == ROW_MISSED and was:
                state = sentence("row_in_release", release=release.version)
                return "erratum_row_not_added", "key", {**facts, "state": state}
            if row["kind"] != ROW_MISSED and not was:
                return "erratum_row_unknown", "key", {**facts, "release": release.version}
        if row["kind"] == ROW_MISSED and not is_now:
            return "erratum_row_not_added", "key", {**facts, "state": sentence("row_not_there")}
        if row["kind"] == ROW_WRONG and is_now:
            return "erratum_row_still_there", "key", facts
        return None

    def _value_fault(self, row: TextRow) -> "_FaultOfErratum":
        """Judge the wrong value by the releases, the right value by the table, and both by the nature of the change."""
        if row["kind"] != VALUE_WRONG:
            return None
        key, column = (row["edition"], row["key"]), row["column"]
        for release in self._bounds(row):
            published = release.source[row["table"]].rows[key].cells[column]
            if published != row["wrong_value"]:
                facts = {"published": published or EMPTY_CELL, "release": release.version}
                return "erratum_wrong_not_published", "wrong_value", facts
        current = self.history.source[row["table"]].rows.get(key)
        now = current.cells[column] if current else ""
        if now != row["right_value"] or now == row["wrong_value"]:
            return "erratum_right_differs", "right_value", {"now": now or EMPTY_CELL}
        return self._nature_fault(row)

    def _nature_fault(self, row: TextRow) -> "_FaultOfErratum":
        correction = correction_of_erratum(row)
        if correction in self.history.pending_corrections:
            return None
        nature = next(j.nature for j in self.history.source_changes if j.change == correction)
        return ("erratum_of_computed" if nature in (COMPUTED, REMARK) else "erratum_of_update"), "column", {}

    def _weight_fault(self, row: TextRow) -> "_FaultOfErratum":
        least, reason = self._least(correction_of_erratum(row))
        if SEVERITIES.index(row["severity"]) >= SEVERITIES.index(least):
            return None
        return "erratum_too_light", "severity", {"least": least, "reason": reason}

    def _least(self, correction: Change, effects: list[TextRow] | None = None) -> tuple[str, str]:
        """Give the lowest severity that a correction may have, and why."""
        moved = self.history.effects_of(correction) if effects is None else effects
        least = least_severity(correction, moved)
        if any(row["table"] == TOTALS for row in moved):
            return least, "全国の合計が動く"
        if least == SEVERITIES[-1]:
            return least, "符号か桁が変わる"
        return least, f"集計値が {len(moved)} 個動く" if moved else "文章ではない値が変わる"

    def _without_erratum(self) -> Iterator[Problem]:
        """Find the corrections that no row explains, each with the row to add."""
        explained = {correction_of_erratum(row).place for _, row in self._numbered()}
        missing = [c for c in self.history.pending_corrections if c.place not in explained]
        shared = self._all_moved() if len(missing) > DRAFTS_COMPUTED_ONE_BY_ONE else None
        last = max((int(row["erratum_id"][1:]) for _, row in rows_of(self.files, "errata")), default=0)
        for number, correction in enumerate(missing, start=last + 1):
            severity, _ = self._least(correction, shared)
            yield self._missing_erratum(correction, f"E{number:04d}", severity)

    def _all_moved(self) -> list[TextRow]:
        return [{"table": judged.change.table} for judged in self.history.pending if judged.nature == COMPUTED]

    def _missing_erratum(self, correction: Change, erratum_id: str, severity: str) -> Problem:
        place, row, header = self._place(correction)
        return say(
            WITHOUT_ERRATUM[correction.kind],
            place,
            row,
            header,
            correction.after,
            table=table_title(correction.table),
            name=key_in_words(self._names, correction.table, correction.key),
            column_title=column_title(correction.table, correction.column),
            release=self._newest.version,
            wrong=self._in_words(correction, correction.before),
            right=self._in_words(correction, correction.after),
            draft=draft(self._draft_row(correction, erratum_id, severity)),
        )

    def _place(self, correction: Change) -> tuple[str, int | None, str | None]:
        """Find the cell that a correction is about; of a row that is gone, its case, else the list of errata."""
        table = self.history.source[correction.table]
        row = table.rows.get(correction.row_key)
        if row is None and table.is_of_cases:
            row = self.history.source[CASES].rows.get(correction.case)
        if row is None:
            return f"{self.root}/{FILE}", None, None
        f = field_of(table.schema, correction.column)
        return f"{self.root}/{row.path}", row.number, f.name if f else None

    @cached_property
    def _names(self) -> Names:
        return read_names(lambda table: [row.cells for row in self.history.source[table].rows.values()])

    def _in_words(self, correction: Change, value: str) -> str:
        return value_in_words(self._names, correction.table, correction.column, value) or EMPTY_CELL

    def _draft_row(self, correction: Change, erratum_id: str, severity: str) -> TextRow:
        """Fill a row that can be added as it is; what only a person knows is said to be not known yet."""
        return {
            "erratum_id": erratum_id,
            "published_on": max(self.today.isoformat(), self._newest.released_on),
            "edition": correction.edition,
            "first_wrong_release": self._first_wrong(correction),
            "last_wrong_release": self._newest.version,
            "table": correction.table,
            "key": correction.key,
            "kind": kind_in_errata(correction),
            "column": correction.column,
            "wrong_value": correction.before,
            "right_value": correction.after,
            "severity": severity,
            "cause": CAUSE_UNKNOWN,
            "reported_by": "編集部",
            "advice": sentence("erratum_advice", release=self._newest.version),
        }

    def _first_wrong(self, correction: Change) -> str:
        """Go back from the newest release as long as the releases say the same."""
        wrong = [*takewhile(lambda release: _says(release, correction), reversed(self.history.releases))]
        return wrong[-1].version if wrong else self._newest.version

    @property
    def _newest(self) -> Release:
        assert self.history.newest is not None
        return self.history.newest

    def _bounds(self, row: TextRow) -> tuple[Release, Release]:
        """Give the newest release and the first that an erratum calls wrong."""
        versions = {release.version: release for release in self.history.releases}
        return self._newest, versions[row["first_wrong_release"]]


_FaultOfErratum = tuple[str, str, dict[str, str]] | None


def _says(release: Release, correction: Change) -> bool:
    """Tell whether a release has the fault that the correction mends."""
    row = release.source[correction.table].rows.get(correction.row_key)
    if correction.kind == VALUE:
        return row is not None and row.cells[correction.column] == correction.before
    return (row is not None) == (correction.kind == ROW_REMOVED)


def draft(row: TextRow) -> str:
    """Write a row of errata.csv as it would stand there."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow([row[column] for column in source_schemas()["errata"].columns])
    return line.getvalue()
