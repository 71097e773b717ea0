"""Where a published table tells an answer of the survey under another name, or a figure computed from it.

Its schema says so (`retells`): the answer, the columns that tell it and, where it is told in some rows only, what stands
in them. `lent` marks an answer of one case that the rows of others tell as well. Withdrawing the answer takes these out of
old releases and changes, too. No entry is needed for a column of the answer's own name, and for a row that names the answer
(`field`, `topic`).
"""

from dataclasses import dataclass, field
from functools import cache

from pipeline.rows import TextRow
from pipeline.schemas import published_schemas

NAMING = ("field", "topic")


@dataclass(frozen=True)
class Retelling:
    """Columns of a table that tell an answer, in the rows that hold what `when` says."""

    answer: str
    columns: list[str]
    when: dict[str, str] = field(default_factory=dict)
    lent: bool = False

    def is_in(self, row: TextRow) -> bool:
        is_about_it = all(row.get(column) == value for column, value in self.when.items())
        return is_about_it and any(row.get(column, "") not in ("", "0") for column in self.columns)


@cache
def _retellings(table: str) -> dict[str, Retelling]:
    """Give what the schema of a published table says of it, by answer; nothing for a table that is published no more."""
    schema = published_schemas().get(table)
    return {item["answer"]: Retelling(**item) for item in schema.descriptor.get("retells", ())} if schema else {}


def retelling(table: str, answer: str) -> list[str]:
    """Name the columns of a table that tell an answer under another name, or what was computed from it."""
    found = _retellings(table).get(answer)
    return found.columns if found else []


def lent(table: str) -> dict[str, list[str]]:
    """Name the answers that a table tells in the rows of other cases, each with the columns that tell it."""
    return {answer: found.columns for answer, found in _retellings(table).items() if found.lent}


def tells(table: str, row: TextRow, answer: str) -> bool:
    """Tell whether a row says what its case answered: in a cell, under another name, or by naming the answer."""
    found = _retellings(table).get(answer)
    is_named = any(row.get(name) == answer for name in NAMING)
    return is_named or bool(row.get(answer)) or bool(found and found.is_in(row))


def editions_told(row: TextRow) -> list[str]:
    """Name the editions that a row gives values of: one, none (""), or the two it compares where it has a value of them."""
    if "previous_edition" not in row:
        return [row.get("edition", "")]
    sides = (("edition", "after"), ("previous_edition", "before"))
    return [row[edition] for edition, value in sides if row.get(value)]
