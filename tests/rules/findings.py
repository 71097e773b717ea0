"""What one rule says of one file."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a rule was judged. Only KEPT and BROKEN are judgements of the code."""

    KEPT = "守られている"
    BROKEN = "守られていない"
    NOT_APPLICABLE = "対象外"
    FOR_A_PERSON = "判定できない: 人が確かめる"


@dataclass(frozen=True)
class Finding:
    """The outcome, and what was seen that says so."""

    outcome: Outcome
    evidence: str


def kept(evidence: str) -> Finding:
    return Finding(Outcome.KEPT, evidence)


def broken(evidence: str) -> Finding:
    return Finding(Outcome.BROKEN, evidence)


def not_applicable(evidence: str) -> Finding:
    return Finding(Outcome.NOT_APPLICABLE, evidence)


def for_a_person(evidence: str) -> Finding:
    return Finding(Outcome.FOR_A_PERSON, evidence)


def judged(faults: list[str], evidence: str) -> Finding:
    """Say that a rule is broken where there are faults (the first few are named), and kept otherwise."""
    if not faults:
        return kept(evidence)
    more = f" ほか {len(faults) - 5} 件" if len(faults) > 5 else ""
    return broken("、".join(faults[:5]) + more)
