"""RECIPES.md as something that can be carried out: each numbered step writes a file, edits one, or runs a command.

A step names its file in its first code span. A fenced block below it is the file's whole content, or, marked `diff`,
the lines to find (blank or `-` in front) and what stands there afterwards (blank or `+` in front).
"""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_STEP = re.compile(r"^\d+\. ", re.MULTILINE)
_FENCE = re.compile(r"^   ```(?P<kind>\w*)\n(?P<body>.*?)^   ```$", re.MULTILINE | re.DOTALL)


class StepDoesNotFit(Exception):
    """A step that cannot be carried out as it is written."""


@dataclass(frozen=True)
class Step:
    """One step. `target` is the file it writes or edits, or the command it runs; `kind` is of its fenced block."""

    target: str
    kind: str
    body: str

    @property
    def is_command(self) -> bool:
        return not self.kind

    @property
    def only_looks(self) -> bool:
        """Whether the step changes nothing, so that a recipe would do without it."""
        return self.is_command and self.target.startswith(("make check", "make site", "make review"))

    def carry_out(self, project: Path) -> None:
        """Do in a copy of the project what the step says. Raises  StepDoesNotFit"""
        if self.is_command:
            run(self.target, project)
            return
        path = project / self.target
        if self.kind != "diff":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.body, encoding="utf-8", newline="")
            return
        text = path.read_bytes().decode()
        before, after = ("".join(line[1:] for line in self._lines() if line[0] in marks) for marks in (" -", " +"))
        if text.count(before) != 1:
            raise StepDoesNotFit(f"{self.target} has {text.count(before)} places that read:\n{before}")
        path.write_text(text.replace(before, after), encoding="utf-8", newline="")

    def _lines(self) -> list[str]:
        return [line if line.strip() else " \n" for line in self.body.splitlines(keepends=True)]


def read_recipes(text: str) -> dict[str, list[Step]]:
    """Read every recipe by its heading."""
    parts = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    return {part.partition("\n")[0]: [_read_step(step) for step in _STEP.split(part)[1:]] for part in parts}


def _read_step(text: str) -> Step:
    span = re.search(r"`([^`]+)`", text)
    fence = _FENCE.search(text)
    if not span:
        raise StepDoesNotFit(f"this step names neither a file nor a command: {text}")
    body = re.sub(r"^   ", "", fence["body"], flags=re.MULTILINE) if fence else ""
    return Step(span[1], (fence["kind"] or "text") if fence else "", body)


def run(command: str, project: Path) -> str:
    """Run a command of a recipe in a copy of the project, with the environment of the tests. Result: what it prints.

    Raises   StepDoesNotFit when it fails.
    """
    words = [sys.executable if word == ".venv/bin/python" else word for word in shlex.split(command)]
    made = ["-s", f"PY={sys.executable}", "-o", ".venv/site.done", "-o", ".venv/dev.done"]
    words = [words[0], *made, *words[1:]] if words[0] == "make" else words
    environment = os.environ | {"PYTHONPATH": f"{project / 'build'}:{project / 'tests'}"}
    done = subprocess.run(words, cwd=project, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StepDoesNotFit(f"{command}: exit code {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout
