"""One line of the result."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measurement. `seconds` is the median of `runs`; a comparison also has a peer, a ratio and a goal.

    Units    seconds of wall clock; peak_mb in 10^6 bytes: resident memory of the process and its children.
    """

    name: str
    subject: str
    seconds: float | None = None
    first_seconds: float | None = None
    runs: int = 1
    peak_mb: float | None = None
    pages: int | None = None
    bytes: int | None = None
    peer: str = ""
    peer_seconds: float | None = None
    ratio: float | None = None
    goal: float | None = None

    @property
    def is_met(self) -> bool | None:
        """Whether the ratio is within the goal; None where there is no goal."""
        return None if self.ratio is None or self.goal is None else self.ratio <= self.goal
