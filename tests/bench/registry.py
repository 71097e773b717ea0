"""What a comparison with a peer is.

A comparison is one function, `(data, workshop, runs) -> Timings`, registered with its peer and its goal; all
stand in `bench.comparisons`. It runs in a process of its own, where both sides take turns, so that a noisy
machine disturbs both alike.
"""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

Job = Callable[[], object]


@dataclass(frozen=True)
class Timings:
    """Seconds of every run of both sides, in turn."""

    ours: list[float]
    peer: list[float]


Measure = Callable[[Path, Path, int], Timings]


@dataclass(frozen=True)
class Comparison:
    """What is compared, on how many made-up cases (None: the real data), and the ratio to stay within."""

    name: str
    peer: str
    cases: int | None
    goal: float | None
    run: Measure


REGISTRY: dict[str, Comparison] = {}
MODULES = ("bench.check_speed", "bench.comparisons", "bench.formats")
"""The modules whose functions are registered here."""


def comparison(name: str, peer: str, cases: int | None, goal: float | None) -> Callable[[Measure], Measure]:
    """Register a function as a comparison; the command line and the result know it by `name`."""

    def register(run: Measure) -> Measure:
        REGISTRY[name] = Comparison(name, peer, cases, goal, run)
        return run

    return register


def take_turns(ours: Callable[[int], Job], peer: Callable[[int], Job], runs: int) -> Timings:
    """Time both sides `runs` times in turn. Each side first prepares, untimed, what it then does, timed."""
    timings = Timings([], [])
    for number in range(runs):
        timings.ours.append(_seconds(ours(number)))
        timings.peer.append(_seconds(peer(number)))
    return timings


def _seconds(job: Job) -> float:
    gc.collect()
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def registered() -> dict[str, Comparison]:
    """Give every comparison there is, by name."""
    for module in MODULES:
        import_module(module)
    return REGISTRY
