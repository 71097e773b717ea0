"""Verdicts for each rule and table, the score of each level, and the files that hold the evidence."""

import csv
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.national_rules import LEVELS, national_rules
from rules.findings import Finding, Outcome


@dataclass(frozen=True)
class Verdict:
    """What one rule says of one file (of one sheet, in a workbook)."""

    rule: str
    table: str
    file: str
    finding: Finding


@dataclass(frozen=True)
class Report:
    """Every verdict, in the order of files and rules."""

    verdicts: list[Verdict]

    @property
    def files(self) -> list[tuple[str, str]]:
        return list(dict.fromkeys((v.table, v.file) for v in self.verdicts))

    @property
    def broken(self) -> list[Verdict]:
        return [v for v in self.verdicts if v.finding.outcome is Outcome.BROKEN]

    @property
    def for_a_person(self) -> list[Verdict]:
        return [v for v in self.verdicts if v.finding.outcome is Outcome.FOR_A_PERSON]

    def score(self, level: int) -> int:
        """Give the lowest score of a level among all files. What code cannot judge neither costs nor earns points."""
        costs = dict.fromkeys(self.files, 0)
        for v in self.broken:
            if national_rules()[v.rule].level == level:
                costs[v.table, v.file] += national_rules()[v.rule].deduction
        return min((max(0, 100 - cost) for cost in costs.values()), default=0)

    @property
    def scores(self) -> dict[int, int]:
        return {level: self.score(level) for level in LEVELS}

    def write(self, folder: Path) -> None:
        """Write machine_readability.json and .csv."""
        folder.mkdir(parents=True, exist_ok=True)
        content = {"scores": self.scores, "verdicts": [_record(v) for v in self.verdicts]}
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        (folder / "machine_readability.json").write_text(text, encoding="utf-8")
        _write_csv(folder / "machine_readability.csv", self.verdicts)

    def lines(self) -> Iterable[str]:
        """Say the result in a few lines: the scores, what is broken, what a person has to look at."""
        scores = "、".join(f"レベル{level} {score} 点" for level, score in self.scores.items())
        yield f"機械可読性（公開する {len(self.files)} ファイルのうち、いちばん低い点）: {scores}。"
        for v in self.broken:
            yield f"  {v.rule} {v.file}: {v.finding.evidence}（{national_rules()[v.rule].asks}）"
        unsure: dict[str, list[str]] = {}
        for v in self.for_a_person:
            unsure.setdefault(v.rule, []).append(v.file)
        for rule, files in unsure.items():
            yield f"  {rule} {national_rules()[rule].asks} … {Outcome.FOR_A_PERSON}（{len(files)} ファイル）"


def _record(v: Verdict) -> dict[str, object]:
    return asdict(v) | {"level": national_rules()[v.rule].level, "asks": national_rules()[v.rule].asks}


def _write_csv(path: Path, verdicts: list[Verdict]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["rule", "level", "severity", "deduction", "asks", "table", "file", "outcome", "evidence"])
        for v in verdicts:
            rule = national_rules()[v.rule]
            writer.writerow(
                [
                    rule.id,
                    rule.level,
                    rule.severity,
                    rule.deduction,
                    rule.asks,
                    v.table,
                    v.file,
                    v.finding.outcome,
                    v.finding.evidence,
                ]
            )
