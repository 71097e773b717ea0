"""The wide table says of every case the same as the tables it is made of, and bounds what is not known."""

from duckdb import DuckDBPyConnection

from pipeline.narratives import narrative_texts
from pipeline.schemas import narratives
from pipeline.tables import database


def test_there_is_one_row_of_every_case_that_stands(tables: DuckDBPyConnection) -> None:
    newest = [
        row["case_id"]
        for row in database.read_rows(tables, "cases")
        if row["is_newest_edition"] and not row["is_withdrawn"]
    ]
    assert [row["case_id"] for row in database.read_rows(tables, "cases_wide")] == sorted(newest)


def test_bounds_hold_what_is_known(tables: DuckDBPyConnection) -> None:
    for row in database.read_rows(tables, "cases_wide"):
        low, high, known = row["participant_count_min"], row["participant_count_max"], row["participant_count"]
        assert 0 <= low <= high <= row["municipality_count"], row
        assert known is None or low == high == known, row
        for cost in ("initial_cost", "annual_cost"):
            is_known = row[f"{cost}_band_status"] == "answered"
            assert (row[f"{cost}_yen_min"] is not None) == is_known, row


def test_points_of_an_answer_are_all_of_it(tables: DuckDBPyConnection) -> None:
    answers = tables.execute(
        f"from clean.case_answers select edition, case_id, field, value where field in {narratives()}"
    )
    texts = {
        (edition, case_id, field): text for edition, case_id, field, text in answers.fetchall() if text is not None
    }
    assert texts and narrative_texts(database.read_rows(tables, "case_points")) == texts


def test_an_answer_has_points_where_its_status_says_so(tables: DuckDBPyConnection) -> None:
    told = narrative_texts(database.read_rows(tables, "case_points"))
    for row in database.read_rows(tables, "cases"):
        for question in narratives():
            is_told = (row["edition"], row["case_id"], question) in told
            assert is_told == (row[f"{question}_status"] == "answered"), row
            assert question not in row
