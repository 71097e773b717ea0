"""Every sentence for maintainers: build/messages.csv says them, `say` puts the facts in.

The sentences of the checks across tables are the header comments of build/sql/checks/.
"""

import csv
from dataclasses import dataclass, field
from functools import cache

from pipeline.paths import MESSAGES

EMPTY_CELL = "（空）"
WRITE_EXACTLY = "「{exact}」に書きかえてください。"


@dataclass(frozen=True)
class Fault:
    """Something wrong, before it is known where: the key of its sentence, what fills it, the right value if certain."""

    name: str
    facts: dict[str, str] = field(default_factory=dict)
    exact: str | None = None


@dataclass(frozen=True)
class Problem:
    """One fault of the data: where it is, what is there, how to mend it, and which rule says so.

    `row` counts as a spreadsheet does (header = 1); a fault of a whole file has none. `cause` names the sentence.
    """

    path: str
    row: int | None
    column: str | None
    value: str | None
    message: str
    fix: str
    rule: str
    cause: str = ""

    @property
    def place(self) -> str:
        return self.path if self.row is None else f"{self.path}:{self.row}"


@dataclass(frozen=True)
class Wording:
    """One sentence: what is there, how to mend it, which rule asks for it; `exact` replaces `fix` when that is certain.

    Facts stand in braces. `where` is what it is about: a file, a cell, a workbook … `done` is what `tidy` says of a fault that it mends itself; of others it says nothing.
    """

    what: str
    fix: str
    rule: str
    exact: str = WRITE_EXACTLY
    done: str = ""
    where: str = ""


@cache
def sentences() -> dict[str, Wording]:
    """Read build/messages.csv, by key."""
    with MESSAGES.open(encoding="utf-8-sig", newline="") as stream:
        return {
            row["key"]: Wording(
                row["what"], row["mend"], row["rule"], row["mend_exact"] or WRITE_EXACTLY, row["done"], row["where"]
            )
            for row in csv.DictReader(stream)
        }


def problem_of(
    fault: Fault, path: str, row: int | None = None, column: str | None = None, value: str | None = None
) -> Problem:
    """Put a fault into words: what is there, how to mend it, which rule asks for it.

    Raises   KeyError when the fault lacks a fact that its sentence names: a fault of our code.
    """
    wording = sentences()[fault.name]
    facts = {"column": column or "", "value": value or "", "exact": fault.exact or "", **fault.facts}
    mend = wording.fix if fault.exact is None else wording.exact
    what, mend, rule = (text.format(**facts) for text in (wording.what, mend, wording.rule))
    return Problem(path, row, column, value, what, mend, rule, fault.name)


def sentence(key: str, **facts: object) -> str:
    """Say something that is no fault: what was done, what was not read, what to type."""
    return sentences()[key].what.format(**facts)


def say(
    key: str, path: str, row: int | None = None, column: str | None = None, value: str | None = None, /, **facts: str
) -> Problem:
    """Put what stands in the way into words; the place's `column` and `value` are facts, too, and the other way round."""
    column, value = (
        facts.get(name) if given is None else given for name, given in (("column", column), ("value", value))
    )
    return problem_of(Fault(key, facts), path, row, column, value)
