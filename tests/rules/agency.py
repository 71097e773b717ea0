"""The score that the Digital Agency's scorer gives a file: 100 less the deduction of every rule broken, for each level.

Every CSV is scored, those in the bundles of charts too, and every sheet of the workbooks where there are any. What the scorer leaves to a person or to a language model (`NOT_JUDGED`), and a rule without anything
to judge in a file, takes no part in the score. The rules that look alike in both (`form`, `workbooks`) are not run twice.

Source   digital-go-jp/machine_readability_rule, sample_app/docs/guides/scoring.md, read in November 2026.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import mean

from pipeline.national_rules import LEVELS, national_rules
from rules.agency_rules import CHECKS
from rules.agency_sheet import Sheet, read_sheets

NOT_JUDGED = ("L1-09", "L3-02", "L3-03", "L3-07", "L3-08")
_ACCEPTED = Path(__file__).with_name("agency_accepted.csv")


@dataclass(frozen=True)
class Scored:
    """One file: what each broken rule found, as `column「value」` or a column, and the rules that had nothing to judge."""

    file: str
    found: dict[str, list[str]]
    not_judged: tuple[str, ...]

    def score(self, level: int) -> int:
        return max(
            0,
            100 - sum(national_rules()[rule].deduction for rule in self.found if national_rules()[rule].level == level),
        )

    def columns(self) -> set[tuple[str, str]]:
        """Name what is found: rule and column."""
        return {(rule, fault.partition("「")[0]) for rule, faults in self.found.items() for fault in faults}


def score_files(paths: Iterable[Path]) -> list[Scored]:
    """Score every file, a workbook sheet by sheet."""
    return [_score(sheet) for path in paths for sheet in read_sheets(path)]


def _score(sheet: Sheet) -> Scored:
    found = {rule: check(sheet) for rule, check in CHECKS.items()}
    idle = [rule for rule, faults in found.items() if faults is None]
    return Scored(sheet.file, {rule: faults for rule, faults in found.items() if faults}, (*NOT_JUDGED, *idle))


@cache
def accepted() -> dict[tuple[str, str], str]:
    """Read what is found and stays, and why: rule and column to the reason."""
    with _ACCEPTED.open(encoding="utf-8-sig", newline="") as stream:
        return {(row["rule"], row["column"]): row["reason"] for row in csv.DictReader(stream)}


def lines(scored: list[Scored]) -> Iterable[str]:
    """Say the scores in a few lines: mean and lowest of every level, what costs them, what is not judged."""
    levels = [(level, [s.score(level) for s in scored]) for level in LEVELS]
    said = "、".join(f"レベル{level} 平均 {mean(scores):.1f} 点・最低 {min(scores)} 点" for level, scores in levels)
    yield f"デジタル庁の採点プログラムと同じ数え方（{len(scored)} ファイル）: {said}。"
    for rule in CHECKS:
        files = [s for s in scored if rule in s.found]
        if files:
            columns = sorted({column for s in files for broken, column in s.columns() if broken == rule})
            yield f"  減点 {rule} {national_rules()[rule].asks} … {len(files)} ファイル（{'、'.join(columns[:5])} など {len(columns)} 列）"
    yield f"  判定しないので点に入れない決まり: {'、'.join(NOT_JUDGED)}"
    if not any(".xlsx" in each.file for each in scored):
        yield "  ブック（.xlsx）: ここでは作らないので判定できない。作ったブックの全シートは make test が判定し、採点する"
