"""The check and the aggregation in one: sound files, the published tables, and every fault of the data and its history."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipeline.check.problems import CheckResult, Problem
from pipeline.history.history_check import check_history, check_withdrawals
from pipeline.history.state import History
from pipeline.tables.aggregate import aggregate_with_history


class DataNeedMending(Exception):
    """The check found faults; nothing was written. `postponed` names the checks that wait until they are mended."""

    def __init__(self, problems: list[Problem], postponed: list[str] | None = None) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems
        self.postponed = postponed or []


@dataclass(frozen=True)
class MadeTables:
    """The published tables of sound data, and their history."""

    connection: DuckDBPyConnection
    history: History


def make_tables(data: Path, result: CheckResult, today: date) -> MadeTables:
    """Compute the published tables of data in which `check_data` found no fault.

    Raises   DataNeedMending for faults of the data or of their history.
    """
    problems = result.problems or check_withdrawals(data, result.files)
    if problems:
        raise DataNeedMending(problems, result.postponed)
    connection, history = aggregate_with_history(data, result.files)
    problems = check_history(data, result.files, history, today)
    if problems:
        raise DataNeedMending(problems)
    return MadeTables(connection, history)
