"""The published tables and pages of one data folder."""

from dataclasses import dataclass, field
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipeline.check import check_data
from pipeline.check.problems import Problem
from pipeline.history.comparison import current_tables
from pipeline.history.history_check import check_withdrawals
from pipeline.history.state import History
from pipeline.history.tables import Tables, followed_schemas
from pipeline.identity import Identity
from pipeline.pages.charts import ChartBook
from pipeline.pages.model import Model
from pipeline.pages.page import Inputs
from pipeline.pages.registry import PAGES
from pipeline.pages.tree import entity_pages
from pipeline.read.source_files import SourceFile
from pipeline.tables.aggregate import aggregate_with_history


@dataclass
class State:
    """What a data folder publishes. With problems in the data there are no tables."""

    files: list[SourceFile]
    problems: list[Problem]
    history: History = field(default_factory=History)
    tables: Tables = field(default_factory=dict)
    connection: DuckDBPyConnection | None = None

    @property
    def row_counts(self) -> dict[str, int]:
        """Count the rows that people wrote, by table."""
        counts: dict[str, int] = {}
        for file in self.files:
            counts[file.table] = counts.get(file.table, 0) + len(file.rows)
        return counts

    def pages(self, identity: Identity, charts: ChartBook) -> dict[str, str]:
        """Render every page that shows no files, by address."""
        if self.connection is None:
            return {}
        inputs = Inputs(Model.read(self.connection), identity, charts)
        pages = {
            f"{folder}/{page.key}/": "\n".join((page.title, page.description, page.body))
            for folder, listed in entity_pages(inputs, with_files=False).items()
            for page in listed
        }
        return pages | {page.address: page.render(inputs)[0] for page in PAGES if not page.shows_files}


def read_state(data: Path, cache: Path) -> State:
    """Check a data folder and compute what it publishes; `cache` remembers what was sound."""
    result = check_data(data, cache)
    problems = result.problems or check_withdrawals(data, result.files)
    if problems:
        return State(result.files, problems)
    connection, history = aggregate_with_history(data, result.files)
    return State(result.files, [], history, current_tables(connection, followed_schemas()), connection)
