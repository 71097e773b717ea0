"""`blank` means that a survey was returned with an empty cell: behind every computed `blank` stands such an answer."""

from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from pipeline.history.tables import DERIVED, role_of
from pipeline.schemas import published_schemas
from pipeline.tables import database

ANSWERS = {
    "apportionment_basis_status": "apportionment_bases_status",
    "subsidy_status": "subsidies_status",
    "initial": "initial_cost_band_status",
    "annual": "annual_cost_band_status",
}
DIMENSIONS = ("edition", "prefecture_code", "system_type_code", "case_id")
Row = dict[str, Any]


def derived_statuses() -> list[tuple[str, str]]:
    """Name every column of a computed table that says why there is no value."""
    return [
        (schema.name, f.name)
        for schema in published_schemas().values()
        if role_of(schema) == DERIVED
        for f in schema.fields
        if f.name.endswith("status")
    ]


def answer_behind(row: Row, column: str) -> str:
    """Name the survey's column whose answers this status counts."""
    if column == "status":
        return f"{row['field']}_status"
    key = str(row["cost_kind"]) if column == "cost_band_status" else column
    return ANSWERS.get(key, key)


def test_there_are_computed_statuses() -> None:
    assert ("participation_by_prefecture_and_system_type", "participant_count_status") in derived_statuses()


@pytest.mark.parametrize(("table", "column"), derived_statuses())
def test_behind_every_blank_stands_an_answer(tables: DuckDBPyConnection, table: str, column: str) -> None:
    cases = database.read_rows(tables, "cases")
    for row in database.read_rows(tables, table):
        if row[column] == "blank":
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
