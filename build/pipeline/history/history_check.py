"""Everything that the check says about releases, errata and withdrawals."""

from datetime import date
from pathlib import Path

from pipeline.check.problems import Problem
from pipeline.history.errata import ErrataCheck
from pipeline.history.reused_ids import reused_ids
from pipeline.history.state import History
from pipeline.history.statements import unsupported_statements
from pipeline.history.store import RELEASES_FOLDER, Touched, read_releases
from pipeline.history.withdrawal_check import kept_problems, withdrawal_problems
from pipeline.messages import say
from pipeline.read.source_files import SourceFile


def check_withdrawals(data: Path, files: list[SourceFile]) -> list[Problem]:
    """List the faults of data/withdrawn.csv: they come first, for the tables cannot be computed with them."""
    return list(withdrawal_problems(files, read_releases(data), _shown(data)))


def check_history(data: Path, files: list[SourceFile], history: History, today: date) -> list[Problem]:
    """Hold the releases, the errata and the tables as they are now against each other.

    Missing  without a release there is nothing to hold the tables against; a touched release is a fault by itself.
    """
    root = _shown(data)
    if history.touched:
        return [_touched(root, touched) for touched in history.touched]
    errata = ErrataCheck(history, files, root, today).problems()
    if history.newest is None:
        return errata
    kept = kept_problems(history.newest, files, root)
    released = [(release.version, release.source) for release in history.releases]
    reused = reused_ids(released, history.source, root)
    unsupported = unsupported_statements(history.source_changes, history.newest.source, history.source, root)
    return [*kept, *reused, *unsupported, *errata]


def _shown(data: Path) -> str:
    """Name the data folder as the person who runs the check sees it."""
    here = Path.cwd()
    return (data.relative_to(here) if data.is_absolute() and data.is_relative_to(here) else data).as_posix()


def _touched(root: str, touched: Touched) -> Problem:
    path = "/".join(part for part in (root, RELEASES_FOLDER, touched.release, touched.name) if part)
    return say(f"release_{touched.how}", path, release=touched.release, name=touched.name)
