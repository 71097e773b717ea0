"""Builds a site as `python -m pipeline build` does and notes when each stage began and ended.

Run as: python -m bench.traced_build DATA OUT SPANS.json
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STAGES = {
    "データを検査しています": "check",
    "データをまとめています": "aggregate",
    "データを書き出しています": "datasets",
    "ページを書いています": "render",
    "サイトを組み立てています": "mkdocs",
    "事例や市区町村のページを書いています": "stamp",
}


class UnknownStage(Exception):
    """The build has a stage, or lacks one, that this module does not know."""


def traced_build(data: Path, out: Path) -> list[tuple[str, float, float]]:
    """Build; list the stages as (name, began, ended) by time.monotonic. `publish` is what follows the last.

    Raises   UnknownStage when the stages are not those of STAGES, so that none goes unmeasured.
    """
    from pipeline.build import build

    spans: list[tuple[str, float, float]] = []

    @contextmanager
    def stage(title: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        spans.append((STAGES.get(title, title), began, time.monotonic()))

    build(data, out, stage)
    if [name for name, _, _ in spans] != list(STAGES.values()):
        raise UnknownStage([name for name, _, _ in spans])
    return [*spans, ("publish", spans[-1][2], time.monotonic())]


if __name__ == "__main__":
    result = traced_build(Path(sys.argv[1]), Path(sys.argv[2]))
    Path(sys.argv[3]).write_text(json.dumps(result), encoding="utf-8")
