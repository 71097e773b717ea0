"""Runs a command and samples the memory of its whole process tree meanwhile."""

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

INTERVAL_SECONDS = 0.05
LOG_END_CHARACTERS = 4000


class CommandFailed(Exception):
    """A measured command did not end well, so there is nothing to measure."""


@dataclass(frozen=True)
class Run:
    """A finished command. `samples` are (time.monotonic, resident bytes of the process and its children)."""

    started: float
    ended: float
    samples: list[tuple[float, int]]

    @property
    def seconds(self) -> float:
        return self.ended - self.started

    def peak_mb(self, start: float, end: float) -> float:
        """Give the highest sample between two moments, or the nearest to a span too short for one."""
        inside = [size for moment, size in self.samples if start <= moment <= end]
        nearest = min(self.samples, key=lambda sample: abs(sample[0] - start))
        return max(inside, default=nearest[1]) / 1e6


def watch(command: list[str], log: Path) -> Run:
    """Run a command to its end; what it prints goes to `log`.

    Raises   CommandFailed, with the end of the log.
    """
    with log.open("w", encoding="utf-8") as output:
        started = time.monotonic()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        samples = [(started, 0)]
        while process.poll() is None:
            samples.append((time.monotonic(), _tree_memory(process.pid)))
            time.sleep(INTERVAL_SECONDS)
        ended = time.monotonic()
    if process.returncode:
        raise CommandFailed(" ".join(command) + "\n" + log.read_text(encoding="utf-8")[-LOG_END_CHARACTERS:])
    return Run(started, ended, samples)


def _tree_memory(pid: int) -> int:
    try:
        root = psutil.Process(pid)
        return sum(map(_memory, [root, *root.children(recursive=True)]))
    except psutil.NoSuchProcess:
        return 0


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
