"""Made-up cases in a database and in a browser: the same question can be put to both."""

import shutil
from collections.abc import Iterator

import pytest
from duckdb import DuckDBPyConnection
from playwright.sync_api import Browser, Page

from made.synthesize import synthesize
from pipeline.check import check_data
from pipeline.identity import read_identity
from pipeline.pages.explorer import write_explorer
from pipeline.pages.model import Model
from pipeline.paths import ASSETS, ROOT
from pipeline.tables.aggregate import aggregate
from served import served

CASES = 300
SEED = 20240131
OPEN_ENGINE = """async () => {
  const [engine, table, state, downloads] = await Promise.all(
    ["engine", "table", "state", "downloads"].map((name) => import(`/assets/explorer_${name}.js`)));
  const [cases, texts] = await Promise.all(
    ["cases", "texts"].map((name) => fetch(`/cases/${name}.json`).then((answer) => answer.json())));
  const made = table.makeTable(cases);
  table.addColumns(made, texts.columns);
  Object.assign(window, { engine, state, downloads, made });
  window.ids = made.columns.get("case_id").values;
}"""


@pytest.fixture(scope="session")
def made_up_tables(tmp_path_factory: pytest.TempPathFactory) -> DuckDBPyConnection:
    """The published tables of a few hundred made-up cases, every kind of missing value among them."""
    data = tmp_path_factory.mktemp("made-up") / "data"
    synthesize(CASES, SEED, data)
    return aggregate(check_data(data).files)


@pytest.fixture(scope="session")
def made_up_model(made_up_tables: DuckDBPyConnection) -> Model:
    """The same tables as pages are made from."""
    return Model.read(made_up_tables)


@pytest.fixture(scope="session")
def engine(made_up_model: Model, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with the explorer's own modules and the made-up cases loaded, and nothing else."""
    root = tmp_path_factory.mktemp("engine")
    shutil.copytree(ASSETS, root / "assets")
    (root / "index.html").write_text("<!doctype html><title>engine</title>", encoding="utf-8")
    write_explorer(made_up_model, root, read_identity(ROOT / "data"))
    with served(root) as address:
        page = browser.new_page()
        page.goto(address)
        page.evaluate(OPEN_ENGINE)
        yield page
        page.close()
