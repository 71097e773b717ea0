"""python -m bench [--everything] [--only NAME] [--quick] [--minutes N] [--out DIR]."""

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bench.explorer import measure_explorer
from bench.paint import RUNS, measure_paint
from bench.registry import Comparison, registered
from bench.report import make_table, write_json, write_page
from bench.rows import Row
from bench.run_comparison import measure_comparison
from bench.stages import measure_stages
from bench.subjects import Subject
from bench.watch import CommandFailed
from pipeline.paths import ROOT

QUICK_CASES = 200
SHORT_RUNS = 3
LONG_CASES = 10_000
TABLE_WIDTH = 170
MINUTES = 10
SHORT = (
    "stages-real",
    "paint-real",
    "site-vs-hugo",
    "site-vs-material",
    "stamp-vs-plain",
    "check-vs-frictionless",
    "pages-vs-hugo",
)
"""What `make bench` measures, in this order; the rest takes longer and is for who works on one of them."""
PAGE = ROOT / "decisions" / "measured.md"
Task = Callable[[Path], list[Row]]
app = typer.Typer(add_completion=False)


def stage_task(cases: int | None, again: int) -> Task:
    """Make the task that measures every stage on some data."""
    return partial(_stages, Subject(cases), again)


def comparison_task(chosen: Comparison, cases: int | None, runs: int) -> Task:
    """Make the task that measures one comparison on some data."""
    return partial(_comparison, chosen, Subject(cases), runs)


def explorer_task(cases: int) -> Task:
    """Make the task that measures the explorer and the search on some made-up cases."""
    return partial(measure_explorer, Subject(cases))


def paint_task(cases: int | None, runs: int) -> Task:
    """Make the task that measures the largest paint of some pages on a slow phone."""
    return partial(_paint, Subject(cases), runs)


def _paint(subject: Subject, runs: int, workshop: Path) -> list[Row]:
    return measure_paint(subject, workshop, runs)


def _stages(subject: Subject, again: int, workshop: Path) -> list[Row]:
    return measure_stages(subject, workshop, again)


def _comparison(chosen: Comparison, subject: Subject, runs: int, workshop: Path) -> list[Row]:
    return [measure_comparison(chosen, subject, workshop, runs)]


def full_tasks() -> dict[str, Task]:
    """List all measurements by name: short builds are repeated, the large one is built twice."""
    stages = {"stages-real": stage_task(None, SHORT_RUNS), "stages-1000": stage_task(1_000, SHORT_RUNS)}
    stages[f"stages-{LONG_CASES}"] = stage_task(LONG_CASES, 1)
    stages[f"explorer-{LONG_CASES}"] = explorer_task(LONG_CASES)
    stages["paint-real"] = paint_task(None, RUNS)
    return stages | {name: comparison_task(c, c.cases, SHORT_RUNS) for name, c in registered().items()}


def quick_tasks() -> dict[str, Task]:
    """List the same measurements on few cases, once each: to see that they run, not what they cost."""
    stages = {"stages-quick": stage_task(QUICK_CASES, 0), "explorer-quick": explorer_task(QUICK_CASES)}
    stages["paint-quick"] = paint_task(QUICK_CASES, 1)
    return stages | {name: comparison_task(c, QUICK_CASES, 1) for name, c in registered().items()}


@app.command()
def bench(
    only: Annotated[list[str] | None, typer.Option(help="Measure this alone; may be repeated")] = None,
    quick: Annotated[bool, typer.Option("--quick", help=f"{QUICK_CASES} cases, once each")] = False,
    everything: Annotated[bool, typer.Option("--everything", help="Also what is not in the short list")] = False,
    minutes: Annotated[float, typer.Option(help="Begin nothing later than this")] = MINUTES,
    out: Annotated[Path, typer.Option(help="Folder of the result")] = Path("out"),
) -> None:
    """Measure, print one table and write OUT/reports/bench.json. The short list also goes to decisions/measured.md."""
    tasks = quick_tasks() if quick else full_tasks()
    unknown = set(only or []) - set(tasks)
    if unknown:
        raise typer.BadParameter(f"{', '.join(sorted(unknown))}: choose from {', '.join(tasks)}", param_hint="--only")
    names = only or (list(tasks) if quick or everything else SHORT)
    rows = run_tasks({name: tasks[name] for name in names}, minutes)
    write_json(rows, out / "reports" / "bench.json")
    if names is SHORT:
        write_page(rows, PAGE)
    screen = Console()
    Console(width=max(screen.width, TABLE_WIDTH)).print(make_table(rows))


def run_tasks(tasks: dict[str, Task], minutes: float) -> list[Row]:
    """Run tasks one after the other in a folder that is removed at the end; say so of those that time left out."""
    began = time.monotonic()
    progress = Console(stderr=True)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as workshop:
        for number, (name, task) in enumerate(tasks.items(), start=1):
            if progress.is_terminal:
                progress.print(f"{number} / {len(tasks)}")
            is_late = time.monotonic() - began > minutes * 60
            rows += (
                [Row(f"{name}: not measured, time was up", "")] if is_late else _run_task(name, task, Path(workshop))
            )
    return rows


def _run_task(name: str, task: Task, workshop: Path) -> list[Row]:
    """Run one task; one that fails says so in the table, and leaves the others theirs."""
    try:
        return task(workshop)
    except CommandFailed as failure:
        Console(stderr=True).print(str(failure))
        return [Row(f"{name}: not measured, it failed", "")]


if __name__ == "__main__":
    app()
