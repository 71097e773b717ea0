"""The check and the aggregation in one: sound files, the published tables, and every fault of the data and its history."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipeline.aggregate import aggregate_with_history, compute, compute_derived
from pipeline.check import check_data
from pipeline.check.problems import CheckResult, Problem
from pipeline.releases.checks import check_history, check_withdrawals
from pipeline.releases.history import History, read_history
from pipeline.releases.store import read_releases


class DataNeedMending(Exception):
    """The check found faults; nothing was written. `postponed` names the checks that wait until they are mended."""

    def __init__(self, problems: list[Problem], postponed: list[str] | None = None) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems
        self.postponed = postponed or []


@dataclass(frozen=True)
class Tables:
    """The published tables of sound data, and their history."""

    connection: DuckDBPyConnection
    history: History


def check_all(data: Path, today: date) -> CheckResult:
    """Find every fault of the data; where there are releases, also of what was corrected since the newest.

    Shapes   today: the date that a drafted erratum bears.
    Missing  the history waits until the data themselves are sound; without a release nothing has to be computed.
    """
    result = check_data(data)
    problems = result.problems or check_withdrawals(data, result.files)
    if not problems and not read_releases(data):
        problems = check_history(data, result.files, History(), today)
    elif not problems:
        history = read_history(data, result.files, compute(result.files), compute_derived)
        problems = check_history(data, result.files, history, today)
    return CheckResult(result.files, problems, result.postponed)


def make_tables(data: Path, result: CheckResult, today: date) -> Tables:
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
    return Tables(connection, history)
