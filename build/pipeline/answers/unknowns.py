"""Values that are not there, counted by why. Unknown is never no: whoever sees a count sees how much it leaves open."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

OPEN = ("withheld", "unknown", "blank", "not_collected", "not_reported", "withdrawn")
"""Statuses under which the answer exists or may exist, and we do not have it; see the table value_statuses."""
_EMPTY = "empty"
"""No value, and the table does not record why."""
NO_QUESTION = "not_applicable"


def status_column(column: str, columns: Sequence[str]) -> str | None:
    """Name the column that says why `column` has no value, if the table has one."""
    name = f"{column}_status"
    return name if name in columns else None


def value_columns(columns: Sequence[str]) -> list[str]:
    """Leave out the columns that say why another one has no value."""
    return [c for c in columns if not (c.endswith("_status") and c.removesuffix("_status") in columns)]


def why_open(value: Any, status: Any) -> str | None:
    """Say why a value is not known, None when it is: its status, or what it says itself (`unknown`)."""
    if status is not None:
        return str(status) if status in (*OPEN, NO_QUESTION) else None
    if value is None:
        return _EMPTY
    return value if value in OPEN else None


def count_unknowns(cells: Iterable[tuple[Any, Any]]) -> dict[str, int]:
    """Count values and statuses of one column: `known`, and each way of not knowing that occurs."""
    counts = Counter(why_open(value, status) or "known" for value, status in cells)
    return {"known": counts.pop("known", 0), **dict(sorted(counts.items()))}
