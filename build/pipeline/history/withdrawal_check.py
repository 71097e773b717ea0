"""Holds data/withdrawn.csv against the survey, and the rows of both lists against what was released of them."""

from collections.abc import Iterator

from pipeline.check.problems import Problem
from pipeline.history.corrections import CAUSE_UNKNOWN
from pipeline.history.source_changes import CASES
from pipeline.history.source_rows import SourceRow, rows_of, say_of_row, source_tables
from pipeline.history.store import Release
from pipeline.history.withdrawals import CASE, COLUMN, TABLE, UNDO
from pipeline.messages import EMPTY_CELL, say
from pipeline.read.source_files import SourceFile
from pipeline.rows import TextRow
from pipeline.schemas import Schema, source_schemas

OPTIONAL = ("undone_id", "scope", "edition", "table", "case_id", "column", "old_releases")
# What each kind of row needs; the edition is free where there is a case.
NEEDED = {
    UNDO: ("undone_id",),
    CASE: ("scope", "case_id", "old_releases"),
    COLUMN: ("scope", "case_id", "column", "old_releases"),
    TABLE: ("scope", "table", "old_releases"),
    "": ("scope",),
}
FREE = {CASE: ("edition",), COLUMN: ("edition",)}


def withdrawal_problems(files: list[SourceFile], releases: list[Release], root: str) -> Iterator[Problem]:
    """List the faults of data/withdrawn.csv that its schema cannot see."""
    earlier: set[str] = set()
    for number, row in rows_of(files, "withdrawals"):
        fault = _form_fault(row) or _reference_fault(row, files, releases, earlier)
        if fault:
            yield say_of_row((*fault, {}), "withdrawals", root, number, row)
        if row["kind"] != UNDO:
            earlier.add(row["withdrawal_id"])


def _form_fault(row: TextRow) -> tuple[str, str] | None:
    form = UNDO if row["kind"] == UNDO else row["scope"]
    for column in OPTIONAL:
        if column in NEEDED[form] and not row[column]:
            return "withdrawal_incomplete", column
        if row[column] and column not in (*NEEDED[form], *FREE.get(form, ())):
            return "withdrawal_superfluous", column
    return None


def _reference_fault(
    row: TextRow, files: list[SourceFile], releases: list[Release], earlier: set[str]
) -> tuple[str, str] | None:
    if row["kind"] == UNDO:
        return None if row["undone_id"] in earlier else ("withdrawal_undone_unknown", "undone_id")
    survey = source_schemas()["survey_cases"]
    if row["scope"] in (CASE, COLUMN) and not (_has_case(files, row) or _had_case(releases, row)):
        return "withdrawal_case_unknown", "case_id"
    if row["scope"] == COLUMN and row["column"] not in [f.column for f in survey.fields if f.is_answer]:
        return "withdrawal_column_unknown", "column"
    return None


def _has_case(files: list[SourceFile], row: TextRow) -> bool:
    place = source_schemas()["survey_cases"].columns.index("case_id")
    surveys = (f for f in files if f.table == "survey_cases" and row["edition"] in ("", f.edition))
    return any(cells[place] == row["case_id"] for f in surveys for cells in f.rows)


def _had_case(releases: list[Release], row: TextRow) -> bool:
    """Tell whether a release holds the case: one that is no longer in the survey can be taken out of old files as well."""
    cases = (key for release in releases for key in release.source[CASES].rows)
    return any(case_id == row["case_id"] and row["edition"] in ("", edition) for edition, case_id in cases)


_LISTS = {"errata": "erratum", "withdrawals": "withdrawal"}


def kept_problems(newest: Release, files: list[SourceFile], root: str) -> Iterator[Problem]:
    """Find rows of the errata and of the withdrawals that were edited or removed after they had been released."""
    for table, word in _LISTS.items():
        schema = source_schemas()[table]
        path, now = f"{root}/{schema.files}", source_tables(files)[table].rows
        for key, released in newest.source[table].rows.items():
            if key not in now:
                yield say(f"{word}_removed", path, id=key[1], release=newest.version)
            else:
                yield from _edited(newest, schema, path, released, now[key])


def _edited(newest: Release, schema: Schema, path: str, released: SourceRow, now: SourceRow) -> Iterator[Problem]:
    for f in schema.fields:
        was, is_now = released.cells[f.column], now.cells[f.column]
        if was != is_now and not (f.column == "cause" and was == CAUSE_UNKNOWN):
            facts = {
                "id": now.written[0],
                "release": newest.version,
                "wrong": was or EMPTY_CELL,
                "right": is_now or EMPTY_CELL,
            }
            yield say(f"{_LISTS[schema.name]}_edited", path, now.number, f.name, is_now, **facts)
