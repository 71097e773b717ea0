"""Holds data/withdrawn.csv against the survey, and the rows of both lists against what was released of them."""

from collections.abc import Iterator

from pipeline.check.problems import Problem
from pipeline.history.corrections import CAUSE_UNKNOWN
from pipeline.history.store import Release
from pipeline.history.tables import Row
from pipeline.history.withdrawals import CASE, COLUMN, HIDDEN, TABLE, UNDO
from pipeline.history.wording import problem
from pipeline.read.source_files import SourceFile
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


def rows_of(files: list[SourceFile], table: str) -> list[tuple[int, Row]]:
    """Give the rows of one table with their numbers in the spreadsheet."""
    columns = source_schemas()[table].columns
    rows = [row for f in files if f.table == table for row in f.rows]
    return [(number, dict(zip(columns, row, strict=True))) for number, row in enumerate(rows, start=2)]


def withdrawal_problems(files: list[SourceFile], releases: list[Release], root: str) -> Iterator[Problem]:
    """List the faults of data/withdrawn.csv that its schema cannot see."""
    earlier: set[str] = set()
    for number, row in rows_of(files, "withdrawals"):
        fault = _form_fault(row) or _reference_fault(row, files, releases, earlier)
        if fault:
            name, column = fault
            header = _header(source_schemas()["withdrawals"], column)
            path = f"{root}/{source_schemas()['withdrawals'].files}"
            yield problem(name, path, number, header, row[column], id=row["withdrawal_id"])
        if row["kind"] != UNDO:
            earlier.add(row["withdrawal_id"])


def _form_fault(row: Row) -> tuple[str, str] | None:
    form = UNDO if row["kind"] == UNDO else row["scope"]
    for column in OPTIONAL:
        if column in NEEDED[form] and not row[column]:
            return "withdrawal_incomplete", column
        if row[column] and column not in (*NEEDED[form], *FREE.get(form, ())):
            return "withdrawal_superfluous", column
    return None


def _reference_fault(
    row: Row, files: list[SourceFile], releases: list[Release], earlier: set[str]
) -> tuple[str, str] | None:
    if row["kind"] == UNDO:
        return None if row["undone_id"] in earlier else ("withdrawal_undone_unknown", "undone_id")
    survey = source_schemas()["survey_cases"]
    if row["scope"] in (CASE, COLUMN) and not (_has_case(files, row) or _had_case(releases, row)):
        return "withdrawal_case_unknown", "case_id"
    if row["scope"] == COLUMN and row["column"] not in [f.column for f in survey.fields if f.is_answer]:
        return "withdrawal_column_unknown", "column"
    return None


def _has_case(files: list[SourceFile], row: Row) -> bool:
    place = source_schemas()["survey_cases"].columns.index("case_id")
    surveys = (f for f in files if f.table == "survey_cases" and row["edition"] in ("", f.edition))
    return any(cells[place] == row["case_id"] for f in surveys for cells in f.rows)


def _had_case(releases: list[Release], row: Row) -> bool:
    """Tell whether a release holds the case: one that is no longer in the survey can be taken out of old files as well."""
    cases = (case for release in releases for case in release.table("cases").rows.values())
    return any(case["case_id"] == row["case_id"] and row["edition"] in ("", case["edition"]) for case in cases)


LISTS = {"errata": ("erratum", "erratum_id"), "withdrawals": ("withdrawal", "withdrawal_id")}


def kept_problems(newest: Release, files: list[SourceFile], root: str) -> Iterator[Problem]:
    """Find rows of the errata and of the withdrawals that were edited or removed after they had been released."""
    for table, (word, id_column) in LISTS.items():
        schema = source_schemas()[table]
        now = {row[id_column]: (number, row) for number, row in rows_of(files, table)}
        for released in newest.rows(table):
            path, name = f"{root}/{schema.files}", released[id_column]
            if name not in now:
                yield problem(f"{word}_removed", path, id=name, release=newest.version)
            else:
                yield from _edited(newest, schema, word, path, released, *now[name])


def _edited(
    newest: Release, schema: Schema, word: str, path: str, released: Row, number: int, row: Row
) -> Iterator[Problem]:
    for column in schema.columns:
        if column in released and not _may_differ(column, released[column], row[column]):
            yield problem(
                f"{word}_edited",
                path,
                number,
                _header(schema, column),
                row[column],
                id=row[f"{word}_id"],
                release=newest.version,
                wrong=released[column] or "（空）",
                right=row[column] or "（空）",
            )


def _may_differ(column: str, released: str, now: str) -> bool:
    """Tell whether a cell is as released, or may not be: a cause found out later, a value that a withdrawal hides."""
    return released == now or HIDDEN in released or (column == "cause" and released == CAUSE_UNKNOWN)


def _header(schema: Schema, column: str) -> str:
    return next(f.name for f in schema.fields if f.column == column)
