"""The check beside Frictionless alone, and beside the bare start of Python with the libraries that the check uses."""

import subprocess
import sys
from pathlib import Path

from bench.check_rows import write_package, write_survey_rows
from bench.registry import Job, Timings, comparison, take_turns

CHECK = "import sys; from pathlib import Path; from pipeline.check import check_data; sys.exit(bool(check_data(Path(sys.argv[1])).problems))"
START = "import duckdb, frictionless, pandas, typer"


@comparison(
    "check-vs-frictionless", "frictionless validate on the same 47 files of 100,000 rows", cases=10_000, goal=1.0
)
def check_against_frictionless(data: Path, workshop: Path, runs: int) -> Timings:
    """Check the rows in all ways, and let Frictionless alone hold the same files against the same schema."""
    folder = workshop / "survey-rows"
    files = write_survey_rows(data, folder)
    package = write_package(files, folder)

    def ours(number: int) -> Job:
        return python("-c", CHECK, str(folder))

    def peer(number: int) -> Job:
        return python("-m", "frictionless", "validate", str(package))

    return take_turns(ours, peer, runs)


@comparison("check-vs-start", "the bare start of Python with the libraries of the check", cases=None, goal=2.0)
def check_against_start(data: Path, workshop: Path, runs: int) -> Timings:
    """Check the whole data from the start of a process; the peer starts one and imports the libraries."""
    return take_turns(lambda number: python("-c", CHECK, str(data)), lambda number: python("-c", START), runs)


@comparison(
    "make-check-vs-start",
    "the same bare start; ours also holds the data against their history",
    cases=None,
    goal=None,
)
def make_check_against_start(data: Path, workshop: Path, runs: int) -> Timings:
    """Run the whole command: the check, releases, errata and withdrawals."""

    def ours(number: int) -> Job:
        return python("-m", "pipeline", "check", "--data", str(data))

    return take_turns(ours, lambda number: python("-c", START), runs)


def python(*arguments: str) -> Job:
    """Make a job of one Python process; a process that fails ends the measurement."""
    return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
