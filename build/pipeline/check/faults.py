"""A fault as found in a cell, before it is known where the cell stands."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """The name of a sentence in wording.py, what fills it, and the right value where that is certain."""

    name: str
    facts: dict[str, str] = field(default_factory=dict)
    exact: str | None = None
