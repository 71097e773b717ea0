"""Published tables to hold against rules: those of the recorded data, and those of 80 made-up cases."""

from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from made.synthesize import synthesize
from pipeline.check import check_data
from pipeline.paths import ROOT
from pipeline.tables.aggregate import aggregate


@pytest.fixture(scope="session", params=["recorded", "made up"])
def tables(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> DuckDBPyConnection:
    data: Path = ROOT / "data"
    if request.param == "made up":
        data = tmp_path_factory.mktemp("made-up") / "data"
        synthesize(80, 3, data)
    return aggregate(check_data(data).files)
