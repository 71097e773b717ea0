"""`blank` means that a survey was returned with an empty cell: behind every computed `blank` stands such an answer."""

from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from pipeline.history.tables import DERIVED, role_of
from pipeline.schemas import published_schemas
from pipeline.tables import database
from pipeline.tables.dictionary import column_choices

ANSWERS = {
    "apportionment_basis_status": "apportionment_bases_status",
    "subsidy_status": "subsidies_status",
    "initial": "initial_cost_band_status",
    "annual": "annual_cost_band_status",
}
DIMENSIONS = ("edition", "prefecture_code", "system_type_code", "case_id")
Row = dict[str, Any]


def made_of_cases() -> list[tuple[str, str]]:
    """Name every column that may say `blank`, in every table that is made of other tables: no record of its own."""
    return [
        (schema.name, f.name)
        for schema in published_schemas().values()
        if role_of(schema) == DERIVED or schema.name == "cases_wide"
        for f in schema.fields
        if "blank" in {value for value, _ in column_choices(f)}
    ]


def answer_behind(row: Row, column: str) -> str:
    """Name the survey's column whose answers this status counts."""
    if column in ("status", "before_status", "after_status"):
        return f"{row['field']}_status"
    key = str(row["cost_kind"]) if column == "cost_band_status" else column
    return ANSWERS.get(key, key)


def test_every_computed_status_is_asked() -> None:
    named = {(s.name, f.name) for s in published_schemas().values() for f in s.fields if f.name.endswith("status")}
    computed = {(table, column) for table, column in named if role_of(published_schemas()[table]) == DERIVED}
    assert computed == {pair for pair in made_of_cases() if role_of(published_schemas()[pair[0]]) == DERIVED}
    assert ("participation_by_prefecture_and_system_type", "participant_count_status") in computed


@pytest.mark.parametrize(("table", "column"), made_of_cases())
def test_behind_every_blank_stands_an_answer(tables: DuckDBPyConnection, table: str, column: str) -> None:
    cases = database.read_rows(tables, "cases")
    for row in database.read_rows(tables, table):
        if row[column] == "blank":
            row |= {"edition": row["previous_edition"]} if column == "before_status" else {}
            same = [c for c in cases if all(c[d] == row[d] for d in DIMENSIONS if d in row)]
            blanks = [c for c in same if c[answer_behind(row, column)] == "blank"]
            assert len(blanks) >= row.get("case_count", 1) > 0, row


def test_nothing_known_is_never_blank(tables: DuckDBPyConnection) -> None:
    for row in database.read_rows(tables, "participation_by_prefecture_and_system_type"):
        if row["case_count"] == 0:
            assert row["participant_count_status"] in ("not_collected", "not_reported"), row
    for row in database.read_rows(tables, "participations"):
        if row["participation_basis"] != "stated":
            expected = "not_applicable" if row["participation"] == "not_joined" else "not_collected"
            assert row["joined_year_status"] == row["joined_month_status"] == expected, row


def test_no_code_is_empty_without_a_word_on_it() -> None:
    """An empty code never stands for "all": of computed tables it is missing in one, whose description says when."""
    open_codes = [
        (role_of(schema), schema.name, f)
        for schema in published_schemas().values()
        for f in schema.fields
        if f.name.endswith("_code") and not f.constraints.get("required")
    ]
    assert [
        (name, f.name) for _, name, f in open_codes if "空" not in f.description and "とき" not in f.description
    ] == []
    assert [(name, f.name) for role, name, f in open_codes if role == DERIVED] == [("candidates", "municipality_code")]
