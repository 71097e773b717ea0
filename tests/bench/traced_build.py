"""Builds a site as `python -m pipeline build` does and notes when each stage began and ended.

Run as: python -m bench.traced_build DATA OUT SPANS.json
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STAGES = ("check", "aggregate", "datasets", "render", "mkdocs", "stamp")


class StagesChanged(Exception):
    """The build has more or fewer stages than STAGES names: some would go unmeasured or under a wrong name."""


def traced_build(data: Path, out: Path) -> list[tuple[str, float, float]]:
    """Build; list the stages as (name, began, ended) by time.monotonic. `publish` is what follows the last.

    Raises   StagesChanged, with the titles that the build showed.
    """
    from pipeline.line import build

    spans: list[tuple[str, float, float]] = []

    @contextmanager
    def stage(title: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        spans.append((title, began, time.monotonic()))

    build(data, out, stage)
    if len(spans) != len(STAGES):
        raise StagesChanged([title for title, *_ in spans])
    named = [(name, *span[1:]) for name, span in zip(STAGES, spans, strict=True)]
    return [*named, ("publish", spans[-1][2], time.monotonic())]


if __name__ == "__main__":
    result = traced_build(Path(sys.argv[1]), Path(sys.argv[2]))
    Path(sys.argv[3]).write_text(json.dumps(result), encoding="utf-8")
