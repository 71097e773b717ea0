"""The wide table says of every case the same as the tables it is made of, and bounds what is not known."""

from duckdb import DuckDBPyConnection

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


def test_points_of_a_narrative_are_its_cell(tables: DuckDBPyConnection) -> None:
    points: dict[tuple[str, str, str], list[str]] = {}
    for row in database.read_rows(tables, "case_points"):
        points.setdefault((row["edition"], row["case_id"], row["topic"]), []).append(row["point"])
    texts = {
        (row["edition"], row["case_id"], topic): row[topic]
        for row in database.read_rows(tables, "cases")
        for topic in ("background", "effects", "process", "challenges")
        if row[topic] is not None
    }
    assert texts and {key: " / ".join(found) for key, found in points.items()} == texts
