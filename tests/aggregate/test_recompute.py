"""What is computed again after a change of some rows is what a computation from nothing gives, and nothing else moves."""

from dataclasses import replace

import pytest
from duckdb import DuckDBPyConnection

from pipeline.check import check_data
from pipeline.history.tables import DERIVED, frozen_schemas, names_of_role
from pipeline.paths import ROOT
from pipeline.read.source_files import SourceFile
from pipeline.tables import database
from pipeline.tables.aggregate import COUNTS_THE_OTHERS, compute, recompute
from pipeline.tables.otherwise import Loaded, Otherwise

DERIVED_TABLES = names_of_role(DERIVED)
FROZEN_TABLES = [schema.name for schema in frozen_schemas() if schema.name != COUNTS_THE_OTHERS]
ONE_CHANGE = ("survey_cases", "participations", "municipalities", "official_case_counts", "withdrawals", "errata")


@pytest.fixture(scope="module")
def files() -> list[SourceFile]:
    return check_data(ROOT / "data").files


@pytest.fixture(scope="module")
def now(files: list[SourceFile]) -> DuckDBPyConnection:
    return compute(files)


def _rows(connection: DuckDBPyConnection) -> dict[str, list[dict[str, object]]]:
    return {name: database.read_rows(connection, name) for name in FROZEN_TABLES}


@pytest.mark.parametrize("table", ONE_CHANGE)
def test_without_the_last_row_of_a_table(files: list[SourceFile], now: DuckDBPyConnection, table: str) -> None:
    place = max(position for position, file in enumerate(files) if file.table == table and file.rows)
    shorter = replace(files[place], rows=[*files[place].rows[:-1], []])
    otherwise = [*files[:place], shorter, *files[place + 1 :]]
    before, fresh = _rows(now), _rows(compute(otherwise))
    other = Otherwise(now, Loaded.of(files), Loaded.of(otherwise))
    assert {name: other.rows(name, before[name]) for name in FROZEN_TABLES} == fresh
    assert {name: database.read_rows(other.connection, name) for name in FROZEN_TABLES} == fresh
    other.close()
    with recompute(now, files, otherwise) as (_, differing):
        assert [name for name in DERIVED_TABLES if fresh[name] != before[name]] == differing
    assert _rows(now) == before


def test_nothing_is_made_again_when_nothing_changes(files: list[SourceFile], now: DuckDBPyConnection) -> None:
    with recompute(now, files, list(files)) as (_, differing):
        assert differing == []
