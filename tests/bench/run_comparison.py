"""Runs one comparison in a process of its own.

The process is: python -m bench.run_comparison NAME DATA WORKSHOP RUNS TIMINGS.json
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from statistics import median

from bench.registry import Comparison, Timings, registered
from bench.rows import Row
from bench.subjects import Subject
from bench.watch import watch


def measure_comparison(chosen: Comparison, subject: Subject, workshop: Path, runs: int) -> Row:
    """Run one comparison in a process of its own."""
    place = workshop / chosen.name.replace(" ", "-")
    place.mkdir()
    data, result = subject.prepare(workshop), place / "timings.json"
    arguments = [chosen.name, str(data), str(place), str(runs), str(result)]
    watch([sys.executable, "-m", "bench.run_comparison", *arguments], workshop / "comparison.log")
    timings = Timings(**json.loads(result.read_text(encoding="utf-8")))
    ours, peer = median(timings.ours), median(timings.peer)
    return Row(
        name=chosen.name,
        subject=subject.name,
        seconds=ours,
        runs=runs,
        peer=chosen.peer,
        peer_seconds=peer,
        ratio=ours / peer,
        goal=chosen.goal,
    )


def main(name: str, data: str, workshop: str, runs: str, result: str) -> None:
    """Run the comparison and write its timings."""
    timings = registered()[name].run(Path(data), Path(workshop), int(runs))
    Path(result).write_text(json.dumps(asdict(timings)), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
