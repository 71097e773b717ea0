"""What the published tables say about releases, corrections and withdrawals, arranged as pages need it."""

from collections.abc import Callable
from functools import cached_property, partial

from pipeline.history.published_changes import STATUS_SUFFIX
from pipeline.history.words import Names, column_title, key_in_words, read_names, table_title, value_in_words
from pipeline.pages.case_events import CaseEvent, events_of
from pipeline.pages.model import Model, group_rows
from pipeline.rows import Row
from pipeline.schemas import question_of, source_schemas

TOLD_NATURES = ("correction", "update", "withdrawal", "remark", "structure")
NATURE_LABELS = {
    "correction": "訂正",
    "update": "更新",
    "withdrawal": "取下げ",
    "remark": "注記",
    "computed": "集計",
    "structure": "表の形",
}
CELLS_OF_TABLES = {"case_sources": "sources", "participations": "participants"}
UNRELEASED = "next"


class HistoryView:
    """Looks up what happened to cases, cells and tables. Nothing here computes a figure."""

    def __init__(self, model: Model) -> None:
        self.model = model

    @cached_property
    def names(self) -> Names:
        return read_names(self.model.tables.__getitem__)

    @cached_property
    def words(self) -> dict[str, Callable[..., str]]:
        """Give the functions by which templates say tables, columns, keys and values in words."""
        return {
            "table": table_title,
            "column": column_title,
            "key": partial(key_in_words, self.names),
            "value": partial(value_in_words, self.names),
        }

    @cached_property
    def releases(self) -> list[Row]:
        """List the releases, newest first."""
        return list(reversed(self.model.tables["releases"]))

    @cached_property
    def changes_by_release(self) -> dict[str, list[Row]]:
        """Group the changes by release; those that no release holds yet stand under `next`."""
        return group_rows(
            [row | {"release": row["release"] or UNRELEASED} for row in self.model.tables["changes"]], "release"
        )

    @property
    def pending(self) -> list[Row]:
        return self.changes_by_release.get(UNRELEASED, [])

    @cached_property
    def effects(self) -> dict[str, list[Row]]:
        return group_rows(self.model.tables["erratum_effects"], "erratum_id")

    @cached_property
    def errata(self) -> list[Row]:
        """List the corrections, newest first, each with the release that mended it and what it moved."""
        return [
            row
            | {
                "release": self._release_after(row["last_wrong_release"]),
                "effects": self.effects.get(row["erratum_id"], []),
                "column_title": column_title(row["table"], row["column"]),
                "table_title": table_title(row["table"]),
                "anchor": anchor_of(row["table"], row["column"]),
            }
            for row in self.model.tables["errata"]
        ]

    def _release_after(self, version: str) -> str:
        versions = [row["release"] for row in self.model.tables["releases"]]
        place = versions.index(version) + 1
        return versions[place] if place < len(versions) else ""

    @cached_property
    def errata_by_case(self) -> dict[str, list[Row]]:
        return group_rows([row for row in self.errata if row["case_id"]], "case_id")

    @cached_property
    def _ids_by_cell(self) -> dict[tuple[str, str, str], tuple[str, ...]]:
        cells: dict[tuple[str, str, str], tuple[str, ...]] = {}
        for row in reversed(self.errata):
            if row["case_id"]:
                cell = (row["edition"], row["case_id"], row["anchor"])
                cells[cell] = (*cells.get(cell, ()), row["erratum_id"])
        return cells

    def errata_of_cell(self, case: Row, column: str) -> tuple[str, ...]:
        """Name the errata of one value of one edition of a case, oldest first."""
        return self._ids_by_cell.get((case["edition"], case["case_id"], column), ())

    def of_place(self, column: str, value: str) -> dict[str, list[Row]]:
        """List the errata and the withdrawn cases of a prefecture or of a system type."""
        taken = [row for row in self.model.tables["cases"] if row["is_withdrawn"] and row[column] == value]
        return {"errata": [row for row in self.errata if row[column] == value], "withdrawn": taken}

    @cached_property
    def withdrawals(self) -> list[Row]:
        """List the withdrawals, newest first; those that were undone name the row that did."""
        rows = self.model.tables["withdrawals"]
        undone = {row["undone_id"]: row["withdrawal_id"] for row in rows if row["undone_id"]}
        return [
            row
            | {
                "undone_by": undone.get(row["withdrawal_id"], ""),
                "column_title": question_title(row["column"]),
                "table_title": table_title(row["table"]),
            }
            for row in rows
        ]

    def withdrawals_of_case(self, case_id: str) -> list[Row]:
        """List the withdrawals in force that take this case or a value of it."""
        return [row for row in self.withdrawals if row["is_active"] and row["case_id"] == case_id]

    @cached_property
    def _told_by_case(self) -> dict[str, list[Row]]:
        told = [row for row in self.model.tables["changes"] if row["case_id"] and row["nature"] != "computed"]
        return group_rows(told, "case_id")

    def events_of_case(self, case_id: str) -> list[tuple[str, list[CaseEvent]]]:
        """List what happened to a case, by release, newest first; an empty release is the next one."""
        groups = group_rows(self._told_by_case.get(case_id, []), "release")
        versions = ["", *[row["release"] for row in self.releases]]
        found = [(version, events_of(groups.get(version or None, []), self.names)) for version in versions]
        listed = [(version, events) for version, events in found if events]
        return listed + self._first_release(case_id)

    def _first_release(self, case_id: str) -> list[tuple[str, list[CaseEvent]]]:
        """Say that the case stood in the first release, unless it was added later."""
        added = any(
            row["table"] == "cases" and row["kind"] == "row_added" for row in self._told_by_case.get(case_id, [])
        )
        if added or not self.releases:
            return []
        return [(self.releases[-1]["release"], [CaseEvent("update", "", "最初のリリースから収録しています。")])]

    @cached_property
    def gone_cases(self) -> dict[str, list[Row]]:
        """Give the cells of every released case that is in no edition any more, as they were last."""
        here = {row["case_id"] for row in self.model.tables["cases"]}
        removed = [
            row
            for row in self.model.tables["changes"]
            if row["table"] == "cases" and row["kind"] == "row_removed" and row["case_id"] not in here
        ]
        return group_rows(removed, "case_id")

    @cached_property
    def withdrawn_cases(self) -> dict[str, list[Row]]:
        """Give the withdrawn rows of every case that has no other edition to show."""
        shown = {row["case_id"] for row in self.model.cases}
        taken = [row for row in self.model.tables["cases"] if row["is_withdrawn"] and row["case_id"] not in shown]
        return group_rows(taken, "case_id")


def question_title(column: str | None) -> str:
    """Name a question of the survey by the column of its answers, those of several values included."""
    field = source_schemas()["survey_cases"].by_column.get(column or "")
    return field.title if field else column or ""


def anchor_of(table: str, column: str | None) -> str:
    """Name the place of a value on the page of its case."""
    if cell := CELLS_OF_TABLES.get(table) or question_of(table):
        return cell
    return "system_type" if column == "system_type_code" else (column or "").removesuffix(STATUS_SUFFIX)
