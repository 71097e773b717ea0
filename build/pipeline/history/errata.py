"""Holds data/errata.csv against the releases and against the tables as they are now."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.check.problems import Problem
from pipeline.history.corrections import (
    CAUSE_UNKNOWN,
    ROW_MISSED,
    ROW_WRONG,
    SEVERITIES,
    TOTALS,
    VALUE_WRONG,
    Correction,
    correction_of_erratum,
    least_severity,
)
from pipeline.history.kinds_of_change import COMPUTED, REMARK
from pipeline.history.source_cells import find_place
from pipeline.history.state import History
from pipeline.history.store import Release
from pipeline.history.tables import RECORD, Key, Row, Table
from pipeline.history.wording import problem
from pipeline.history.words import Names, column_title, key_in_words, read_names, table_title, value_in_words
from pipeline.read.source_files import SourceFile
from pipeline.schemas import source_schemas

# Every draft asks for everything to be computed again once; with more, they share what moved in all.
DRAFTS_COMPUTED_ONE_BY_ONE = 10
EMPTY = "（空）"
FILE = "errata.csv"


@dataclass(frozen=True)
class ErrataCheck:
    """What is needed to judge the errata. `root` is the data folder as the maintainer sees it; drafts are dated `today`."""

    history: History
    files: list[SourceFile]
    root: str
    today: date

    def problems(self) -> list[Problem]:
        """List the faults of the errata, in file order, then the corrections that have no erratum."""
        path = f"{self.root}/{FILE}"
        if self.history.newest is None:
            return [
                problem("erratum_without_release", path, number, "訂正ID", row["erratum_id"], id=row["erratum_id"])
                for number, row in self._numbered()
            ]
        found = [p for number, row in self._numbered() for p in self._first_fault(path, number, row)]
        return found + list(self._without_erratum())

    def _numbered(self) -> list[tuple[int, Row]]:
        """Give the errata that no release holds, with their rows in the spreadsheet."""
        columns = source_schemas()["errata"].columns
        rows = [row for f in self.files if f.table == "errata" for row in f.rows]
        listed = [(number, dict(zip(columns, row, strict=True))) for number, row in enumerate(rows, start=2)]
        return [(number, row) for number, row in listed if row["erratum_id"] not in self.history.released_errata]

    def _first_fault(self, path: str, number: int, row: Row) -> list[Problem]:
        """Give the first fault of an erratum: the others often follow from it."""
        finders = (self._reference_fault, self._release_fault, self._row_fault, self._value_fault, self._weight_fault)
        for find in finders:
            fault = find(row)
            if fault:
                name, column, facts = fault
                header = source_schemas()["errata"].fields[source_schemas()["errata"].columns.index(column)].name
                return [problem(name, path, number, header, row[column], id=row["erratum_id"], **facts)]
        return []

    def _reference_fault(self, row: Row) -> "Fault":
        """Judge the names: table, column and releases must be there, and no correction may stand twice."""
        newest = self._newest
        versions = [release.version for release in self.history.releases]
        for column in ("first_wrong_release", "last_wrong_release"):
            if row[column] not in versions:
                return "erratum_release_unknown", column, {"releases": "、".join(versions)}
        description = newest.descriptions.get(row["table"])
        if description is None or description.role != RECORD:
            return "erratum_table_unknown", "table", {"release": newest.version}
        if row["kind"] == VALUE_WRONG and row["column"] not in description.meanings:
            return "erratum_column_unknown", "column", {"table": row["table"]}
        twin = self._twin(row)
        return ("erratum_twice", "erratum_id", {"other": twin}) if twin else None

    def _twin(self, row: Row) -> str:
        """Name the earlier row about the same correction."""
        for _, other in self._numbered():
            if other["erratum_id"] == row["erratum_id"]:
                return ""
            if correction_of_erratum(other).cell == correction_of_erratum(row).cell:
                return other["erratum_id"]
        return ""

    def _release_fault(self, row: Row) -> "Fault":
        newest = self._newest
        if row["last_wrong_release"] != newest.version:
            return "erratum_last_release", "last_wrong_release", {"release": newest.version}
        if row["published_on"] < newest.released_on:
            return "erratum_too_early", "published_on", {"release": newest.version, "day": newest.released_on}
        return None

    def _row_fault(self, row: Row) -> "Fault":
        """Judge whether the row was, or was not, published, and is, or is not, there now."""
        key, facts = (row["edition"], row["key"]), {name: row[name] for name in ("table", "edition", "key")}
        is_now = key in self._now(row["table"]).rows
        for release in (self._newest, self._release(row["first_wrong_release"])):
            was = key in release.table(row["table"]).rows if row["table"] in release.resources else False
            if row["kind"] == ROW_MISSED and was:
                return "erratum_row_not_added", "key", {**facts, "state": f"リリース {release.version} にあります"}
            if row["kind"] != ROW_MISSED and not was:
                return "erratum_row_unknown", "key", {**facts, "release": release.version}
        if row["kind"] == ROW_MISSED and not is_now:
            return "erratum_row_not_added", "key", {**facts, "state": "いまの表にありません"}
        if row["kind"] == ROW_WRONG and is_now:
            return "erratum_row_still_there", "key", facts
        return None

    def _value_fault(self, row: Row) -> "Fault":
        """Judge the wrong value by the releases, the right value by the table, and both by the nature of the change."""
        if row["kind"] != VALUE_WRONG:
            return None
        key, column = (row["edition"], row["key"]), row["column"]
        for release in (self._newest, self._release(row["first_wrong_release"])):
            published = release.table(row["table"]).rows[key].get(column, "")
            if published != row["wrong_value"]:
                facts = {"published": published or EMPTY, "release": release.version}
                return "erratum_wrong_not_published", "wrong_value", facts
        now = self._now(row["table"]).rows.get(key, {}).get(column, "")
        if now != row["right_value"] or now == row["wrong_value"]:
            return "erratum_right_differs", "right_value", {"now": now or EMPTY}
        return self._nature_fault(row)

    def _nature_fault(self, row: Row) -> "Fault":
        correction = correction_of_erratum(row)
        if correction in self.history.pending_corrections:
            return None
        natures = {
            j.nature
            for j in self.history.pending
            if (j.change.column, *j.change.row_key) == (correction.column, correction.edition, correction.key)
            and j.change.table == correction.table
        }
        is_dependent = natures & {COMPUTED, REMARK}
        return ("erratum_of_computed" if is_dependent else "erratum_of_update"), "column", {}

    def _weight_fault(self, row: Row) -> "Fault":
        least, reason = self._least(correction_of_erratum(row))
        if SEVERITIES.index(row["severity"]) >= SEVERITIES.index(least):
            return None
        return "erratum_too_light", "severity", {"least": least, "reason": reason}

    def _least(self, correction: Correction, effects: list[Row] | None = None) -> tuple[str, str]:
        """Give the lowest severity that a correction may have, and why."""
        comparison = self.history.comparison
        assert comparison is not None
        moved = self.history.effects_of(correction) if effects is None else effects
        least = least_severity(correction, moved, comparison)
        if any(row["table"] == TOTALS for row in moved):
            return least, "全国の合計が動く"
        if least == SEVERITIES[-1]:
            return least, "符号か桁が変わる"
        return least, f"集計値が {len(moved)} 個動く" if moved else "文章ではない値が変わる"

    def _without_erratum(self) -> Iterator[Problem]:
        """Find the corrections that no row explains, each with the row to add."""
        explained = {correction_of_erratum(row) for _, row in self._numbered()}
        attempted = {correction.cell for correction in explained}
        missing = [c for c in self.history.pending_corrections if c.cell not in attempted]
        shared = self._all_moved() if len(missing) > DRAFTS_COMPUTED_ONE_BY_ONE else None
        number = self._next_number()
        for position, correction in enumerate(missing):
            severity, _ = self._least(correction, shared)
            yield self._missing_erratum(correction, f"E{number + position:04d}", severity)

    def _all_moved(self) -> list[Row]:
        changes = [judged.change for judged in self.history.pending if judged.nature == COMPUTED]
        return [{"table": change.table} for change in changes]

    def _next_number(self) -> int:
        rows = [row for f in self.files if f.table == "errata" for row in f.rows]
        return max((int(row[0].removeprefix("E")) for row in rows), default=0) + 1

    def _missing_erratum(self, correction: Correction, erratum_id: str, severity: str) -> Problem:
        row = self._published_row(correction)
        system_type = self._names["system_types"].get(row.get("system_type_code", ""), "")
        place = find_place(self.files, correction, {"system_type": system_type, **row})
        names = {
            VALUE_WRONG: "value_without_erratum",
            ROW_WRONG: "removed_row_without_erratum",
            ROW_MISSED: "added_row_without_erratum",
        }
        text = problem(
            names[correction.kind],
            f"{self.root}/{place.path}",
            place.row,
            correction.column or None,
            correction.right,
            table=table_title(correction.table),
            name=key_in_words(self._names, correction.table, correction.key),
            column_title=column_title(correction.table, correction.column),
            release=self._newest.version,
            wrong=self._in_words(correction, correction.wrong),
            right=self._in_words(correction, correction.right),
            draft=draft(self._draft_row(correction, erratum_id, severity)),
        )
        return Problem(text.path, text.row, place.column, text.value, text.message, text.fix, text.rule, text.cause)

    @cached_property
    def _names(self) -> Names:
        return read_names(lambda table: self._now(table).rows.values())

    def _in_words(self, correction: Correction, value: str) -> str:
        return value_in_words(self._names, correction.table, correction.column, value) or EMPTY

    def _draft_row(self, correction: Correction, erratum_id: str, severity: str) -> Row:
        """Fill a row that can be added as it is; what only a person knows is said to be not known yet."""
        return {
            "erratum_id": erratum_id,
            "published_on": max(self.today.isoformat(), self._newest.released_on),
            "edition": correction.edition,
            "first_wrong_release": self._first_wrong(correction),
            "last_wrong_release": self._newest.version,
            "table": correction.table,
            "key": correction.key,
            "kind": correction.kind,
            "column": correction.column,
            "wrong_value": correction.wrong,
            "right_value": correction.right,
            "severity": severity,
            "cause": CAUSE_UNKNOWN,
            "reported_by": "編集部",
            "advice": f"リリース {self._newest.version} までのデータを使った場合は、新しいデータに取りかえてください。",
        }

    def _first_wrong(self, correction: Correction) -> str:
        """Go back from the newest release as long as the releases say the same."""
        first = self._newest.version
        for release in reversed(self.history.releases):
            if not _says(release, correction):
                break
            first = release.version
        return first

    def _published_row(self, correction: Correction) -> Row:
        key = (correction.edition, correction.key)
        published = self._newest.table(correction.table).rows if correction.table in self._newest.resources else {}
        return self._now(correction.table).rows.get(key) or published[key]

    @property
    def _newest(self) -> Release:
        assert self.history.newest is not None
        return self.history.newest

    def _release(self, version: str) -> Release:
        return next(release for release in self.history.releases if release.version == version)

    def _now(self, table: str) -> Table:
        """Give a table as it is now; one that is as released is not in the comparison."""
        comparison = self.history.comparison
        assert comparison is not None
        if table in comparison.after:
            return comparison.after[table]
        return self._newest.table(table)


Fault = tuple[str, str, dict[str, str]] | None


def _says(release: Release, correction: Correction) -> bool:
    """Tell whether a release has the fault that the correction mends."""
    if correction.table not in release.resources:
        return False
    key: Key = (correction.edition, correction.key)
    rows = release.table(correction.table).rows
    if correction.kind == VALUE_WRONG:
        return key in rows and rows[key].get(correction.column) == correction.wrong
    return (key in rows) == (correction.kind == ROW_WRONG)


def draft(row: Row) -> str:
    """Write a row of errata.csv as it would stand there."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow([row[column] for column in source_schemas()["errata"].columns])
    return line.getvalue()
