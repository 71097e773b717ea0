"""The check and the aggregation in one: sound files, the published tables, and every fault of the data and its history."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipeline.cache import keep
from pipeline.check.problems import CheckResult, Problem
from pipeline.history.history_check import check_history, check_withdrawals
from pipeline.history.state import History
from pipeline.paths import CACHE
from pipeline.read.source_files import SourceFile
from pipeline.tables.aggregate import compared_history, tables_of


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


def sound_history(data: Path, result: CheckResult, today: date, cache: Path = CACHE) -> History:
    """Hold data against their history; published tables are computed only where a rule asks what moved in them.

    Raises   DataNeedMending for faults of the data, those that `check_data` found included, or of their history.
    """
    require_sound(data, result)
    history = compared_history(data, result.files, cache)
    require_sound_history(data, result.files, history, today)
    return history


def require_sound(data: Path, result: CheckResult) -> None:
    """Raise DataNeedMending for faults of the data, those of withdrawals included: no table can be made with them."""
    if problems := result.problems or check_withdrawals(data, result.files):
        raise DataNeedMending(problems, result.postponed)


def require_sound_history(data: Path, files: list[SourceFile], history: History, today: date) -> None:
    """Raise DataNeedMending for faults of releases, errata and withdrawals."""
    if problems := check_history(data, files, history, today):
        raise DataNeedMending(problems)


def differs_from_release(history: History, kept: Path) -> bool:
    """Tell whether the published tables differ from the newest release; only computing them tells it, so it is kept."""
    return bool(keep(kept / "changed" / history.made_of, lambda: b"changed" if history.pending else b""))


def make_tables(data: Path, result: CheckResult, today: date, cache: Path = CACHE) -> MadeTables:
    """Compute the published tables of data without a fault.

    Raises   DataNeedMending as `sound_history` does.
    """
    history = sound_history(data, result, today, cache)
    return MadeTables(tables_of(history), history)
