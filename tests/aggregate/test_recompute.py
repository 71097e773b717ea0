"""What is computed again after a change of some rows is what a computation from nothing gives, and nothing else moves."""

from dataclasses import replace

import pytest
from duckdb import DuckDBPyConnection

from pipeline.check import check_data
from pipeline.history.tables import DERIVED, role_of
from pipeline.paths import ROOT
from pipeline.read.source_files import SourceFile
from pipeline.schemas import published_schemas
from pipeline.tables import database
from pipeline.tables.aggregate import compute, recompute

DERIVED_TABLES = [name for name, schema in published_schemas().items() if role_of(schema) == DERIVED]
ONE_CHANGE = ("survey_cases", "participations", "municipalities", "official_case_counts", "withdrawals", "errata")


@pytest.fixture(scope="module")
def files() -> list[SourceFile]:
    return check_data(ROOT / "data").files


@pytest.fixture(scope="module")
def now(files: list[SourceFile]) -> DuckDBPyConnection:
    return compute(files)


def _rows(connection: DuckDBPyConnection) -> dict[str, list[dict[str, object]]]:
    return {name: database.read_rows(connection, name) for name in DERIVED_TABLES}


@pytest.mark.parametrize("table", ONE_CHANGE)
def test_without_the_last_row_of_a_table(files: list[SourceFile], now: DuckDBPyConnection, table: str) -> None:
    place = max(position for position, file in enumerate(files) if file.table == table and file.rows)
    shorter = replace(files[place], rows=[*files[place].rows[:-1], []])
    otherwise = [*files[:place], shorter, *files[place + 1 :]]
    before = _rows(now)
    aside, made = recompute(now, files, otherwise)
    found, fresh = _rows(aside), _rows(compute(otherwise))
    database.close_aside(aside)
    assert found == fresh
    assert {name for name in DERIVED_TABLES if fresh[name] != before[name]} <= set(made)
    assert _rows(now) == before


def test_nothing_is_made_again_when_nothing_changes(files: list[SourceFile], now: DuckDBPyConnection) -> None:
    aside, made = recompute(now, files, list(files))
    database.close_aside(aside)
    assert made == []
