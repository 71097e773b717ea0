"""The 30 rules, as schemas/national_rules.csv states them."""

import csv
from dataclasses import dataclass
from functools import cache

from pipeline.paths import SCHEMAS

LEVELS = (1, 2, 3)
_FILE = SCHEMAS / "national_rules.csv"


@dataclass(frozen=True)
class NationalRule:
    """One rule. `deduction` is what breaking it costs of the 100 points of its level (100: the level is lost)."""

    id: str
    level: int
    severity: str
    deduction: int
    asks: str
    holds_for_incoming: bool
    judges: str


@cache
def national_rules() -> dict[str, NationalRule]:
    """Read the rules, by id."""
    with _FILE.open(encoding="utf-8", newline="") as stream:
        return {row["規則"]: _rule(row) for row in csv.DictReader(stream)}


def _rule(row: dict[str, str]) -> NationalRule:
    return NationalRule(
        id=row["規則"],
        level=int(row["レベル"]),
        severity=row["重さ"],
        deduction=int(row["減点"]),
        asks=row["求めること"],
        holds_for_incoming=row["受け取るCSVで検査"] == "はい",
        judges=row["調べるファイル"],
    )
