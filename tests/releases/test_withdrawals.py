"""What is withdrawn is nowhere but as withdrawn; undoing it brings it back."""

import pytest

from made.small import made_files
from pipeline.history.withdrawals import withdraw
from pipeline.read.source_files import SourceFile
from pipeline.schemas import source_schemas
from pipeline.tables import database
from pipeline.tables.aggregate import compute
from releases.record import Record


def rows(record: Record, table: str) -> list[dict[str, object]]:
    return database.read_rows(compute(record.files()), table)


def test_a_withdrawn_answer_is_withdrawn_and_not_withheld(record: Record) -> None:
    first = record.withdraw("列", case_id="36-5001", column="subsidies")
    record.withdraw("列", case_id="36-5001", column="participant_count")
    connection = compute(record.files())
    case = next(r for r in database.read_rows(connection, "cases") if r["case_id"] == "36-5001")
    assert (case["participant_count"], case["participant_count_status"]) == (None, "withdrawn")
    assert case["subsidies_status"] == "withdrawn"
    assert "36-5001" not in {r["case_id"] for r in database.read_rows(connection, "case_subsidies")}
    counted = database.read_rows(connection, "coverage")
    named = {r["field"]: r["case_count"] for r in counted if r["status"] == "withdrawn"}
    assert named == {"participant_count": 1, "subsidies": 1}
    totals = {r["system_type_code"]: r for r in database.read_rows(connection, "participation_by_system_type")}
    assert totals["disaster-response"]["counted_case_count"] == 0
    record.undo(first)
    assert "36-5001" in {r["case_id"] for r in rows(record, "case_subsidies")}


def test_a_withdrawn_case_keeps_its_row_and_leaves_every_count(record: Record) -> None:
    before = {r["edition"]: r["case_count"] for r in rows(record, "case_totals")}
    record.withdraw("事例", case_id="25-5001")
    connection = compute(record.files())
    totals = {r["edition"]: r for r in database.read_rows(connection, "case_totals")}
    assert totals["2024-01-31"]["case_count"] == int(str(before["2024-01-31"])) - 1
    assert totals["2024-01-31"]["withdrawn_case_count"] == 1
    case = next(r for r in database.read_rows(connection, "cases") if r["case_id"] == "25-5001")
    assert case["is_withdrawn"] and not case["is_newest_edition"]
    assert {value for name, value in case.items() if name.endswith("_status")} == {"withdrawn"}
    for table in ("participations", "case_subsidies", "case_evidence", "participant_counts", "case_sources"):
        assert "25-5001" not in {r["case_id"] for r in database.read_rows(connection, table)}


@pytest.mark.parametrize("edition", ["", "2024-01-31"])
def test_no_source_table_tells_of_a_case_that_is_withdrawn_in_every_edition(edition: str) -> None:
    """A case of one edition is withdrawn as a whole where that edition is."""
    named = {"取下げID": "W0001", "種類": "取下げ", "範囲": "事例", "事例ID": "27-0001", "旧リリース": "残す"}
    row = {**named, "版": edition}
    made = made_files()
    kept, _ = withdraw(made_files({"withdrawn.csv": [row]}))
    about = {f.table: _rows_about("27-0001", f) for f in made if f.table != "withdrawals"}
    assert {"case_events", "case_amounts", "evidence", "survey_cases"} <= {name for name, rows in about.items() if rows}
    assert [f.table for f in kept if f.table != "withdrawals" and _rows_about("27-0001", f)] == []


def _rows_about(case_id: str, file: SourceFile) -> list[list[str]]:
    columns = source_schemas()[file.table].columns
    place = columns.index("case_id") if "case_id" in columns else None
    return [row for row in file.rows if row and place is not None and row[place] == case_id]


def test_withdrawn_tables_have_no_rows(record: Record) -> None:
    tables = ("participations", "official_figures", "participant_counts", "case_evidence", "case_subsidies")
    for table in tables:
        record.withdraw("表", table=table)
    connection = compute(record.files())
    assert {table: database.count_rows(connection, table) for table in tables} == dict.fromkeys(tables, 0)
    totals = database.read_rows(connection, "case_totals")
    assert {row["official_case_count"] for row in totals} == {None}


def test_withdrawing_and_undoing_is_told_apart_from_correcting(record: Record) -> None:
    taken = record.withdraw("列", case_id="10-5001", column="participant_count")
    history = record.compared()
    assert {j.nature for j in history.pending} == {"withdrawal", "computed"}
    assert record.history_problems() == []
    record.undo(taken)
    history = record.compared()
    assert history.pending == []


def test_every_wrong_withdrawal_gets_its_sentence(record: Record) -> None:
    record.withdraw("列", case_id="10-5001")
    record.withdraw("表", table="cases", case_id="10-5001")
    record.withdraw("事例", case_id="47-9999")
    record.withdraw("列", case_id="10-5001", column="certainty")
    record.undo("W0099")
    assert [p.cause for p in record.problems()] == [
        "withdrawal_incomplete",
        "withdrawal_superfluous",
        "withdrawal_case_unknown",
        "withdrawal_column_unknown",
        "withdrawal_undone_unknown",
    ]
