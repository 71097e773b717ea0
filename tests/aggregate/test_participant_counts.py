"""A time that a source states is a month, a calendar year or a fiscal year; one series of each case is recommended."""

from collections import Counter, defaultdict
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from made.small import TABLES, made_files
from made.small_decisions import Rows
from made.tables import MadeTables
from pipeline.tables import database

COUNTS = "participant_counts/2024-01-31.csv"


def _times(**changed: str) -> tuple[Any, ...]:
    rows: Rows = [{**TABLES[COUNTS][0], **changed}]
    (row,) = MadeTables(made_files({COUNTS: rows}))["participant_counts"]
    return row["time_period"], row["time_kind"], row["fiscal_year"]


@pytest.mark.parametrize(
    ("year", "month", "stated", "expected"),
    [
        ("2023", "4", "令和5年4月", ("2023-M04", "month", 2023)),
        ("2024", "3", "令和6年3月", ("2024-M03", "month", 2023)),
        ("2023", "", "令和5年度", ("FY2023", "fiscal_year", 2023)),
        ("2023", "", "2023年の記事", ("CY2023", "calendar_year", None)),
    ],
)
def test_fiscal_and_calendar_years_stay_apart(year: str, month: str, stated: str, expected: tuple[Any, ...]) -> None:
    assert _times(時点年=year, 時点月=month, 時点の表現=stated) == expected


def test_recommended_rows_are_one_series_of_each_case(tables: DuckDBPyConnection) -> None:
    series: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    cases = set()
    for row in database.read_rows(tables, "participant_counts"):
        cases.add((row["edition"], row["case_id"]))
        if row["is_recommended"]:
            series[row["edition"], row["case_id"]].append(row)
    assert cases and set(series) == cases
    for rows in series.values():
        assert len({row["counted"] for row in rows}) == 1
        assert max(Counter((row["as_of_year"], row["as_of_month"]) for row in rows).values()) == 1
