"""Seconds and peak memory of every stage of a build, and how large the result is."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.rows import Row
from bench.subjects import Subject
from bench.watch import Run, watch


@dataclass(frozen=True)
class Stage:
    """One stage of one build."""

    name: str
    seconds: float
    peak_mb: float


def measure_stages(subject: Subject, workshop: Path, again: int) -> list[Row]:
    """Build once from nothing, then `again` times with what the first build left (charts are kept).

    Result   a row for each stage, for the whole build with the start of the interpreter, and for the output.
    """
    data, out = subject.prepare(workshop), workshop / f"out-{subject.cases}"
    builds = [_measured_build(data, out, workshop) for _ in range(1 + again)]
    return [*_stage_rows(subject, builds), *_size_rows(subject, out)]


def _measured_build(data: Path, out: Path, workshop: Path) -> list[Stage]:
    spans = workshop / "spans.json"
    command = [sys.executable, "-m", "bench.traced_build", str(data), str(out), str(spans)]
    run = watch(command, workshop / "build.log")
    return [*_stages(run, spans), Stage("whole build", run.seconds, run.peak_mb(run.started, run.ended))]


def _stages(run: Run, spans: Path) -> Iterator[Stage]:
    for name, began, ended in json.loads(spans.read_text(encoding="utf-8")):
        yield Stage(name, ended - began, run.peak_mb(began, ended))


def _stage_rows(subject: Subject, builds: list[list[Stage]]) -> Iterator[Row]:
    for stages in zip(*builds, strict=True):
        first, *later = stages
        yield Row(
            name=first.name,
            subject=subject.name,
            first_seconds=first.seconds,
            seconds=median(stage.seconds for stage in later) if later else None,
            runs=len(later),
            peak_mb=max(stage.peak_mb for stage in stages),
        )


def _size_rows(subject: Subject, out: Path) -> Iterator[Row]:
    for name in ("site", "datasets"):
        files = [path for path in (out / name).resolve().rglob("*") if path.is_file()]
        pages = sum(path.suffix == ".html" for path in files) or None
        yield Row(name=f"out/{name}", subject=subject.name, pages=pages, bytes=sum(f.stat().st_size for f in files))
