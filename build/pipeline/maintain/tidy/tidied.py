"""What becomes of one file."""

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.check.problems import render_text
from pipeline.maintain.tidy.canonical import to_bytes
from pipeline.maintain.tidy.tidy_table import TidyChange, TidyTable
from pipeline.messages import Problem, sentence
from pipeline.schemas import Schema


@dataclass
class Tidied:
    """What becomes of one file: the CSV to write and where, what changes, and what only a person can mend.

    Shapes   said: what the maintainer should know besides, of sheets that were not read and of rows that nobody sees.
    """

    source: str
    target: Path
    content: bytes = b""
    changes: list[TidyChange] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def is_canonical(self) -> bool:
        """Whether the file on disk already reads byte for byte as it should."""
        return self.target.exists() and self.target.read_bytes() == self.content

    def take(self, table: TidyTable, schema: Schema) -> None:
        self.changes += table.changes
        self.problems += table.problems
        self.content = to_bytes(table.rows, schema)


def render_tidied(tidied: list[Tidied]) -> str:
    """Say what is done with one file: every change, or why nothing is changed."""
    problems = [problem for t in tidied for problem in t.problems]
    said = [f"{t.source}: {text}" for t in tidied for text in t.said]
    if problems:
        return "\n".join([render_text(problems), *said])
    return "\n".join(line for t in tidied for line in _changes(t))


def _changes(t: Tidied) -> list[str]:
    moved = "" if str(t.target) == t.source else f" → {t.target}"
    said = [f"{t.source}: {text}" for text in t.said]
    if not t.content:
        return said
    changes = [f"  {f'{change.row} 行目: ' if change.row else ''}{change.text}" for change in t.changes]
    if t.is_canonical:
        return [f"{t.source}{moved}: {sentence('tidied_nothing')}", *said, *(changes if moved else [])]
    done = sentence("tidied_changes", count=len(t.changes)) if t.changes else sentence("tidied_written")
    return [f"{t.source}{moved}: {done}", *said, *changes]
