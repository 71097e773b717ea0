"""The real code lists that made-up cases refer to, and the choices of every field."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.schemas import Field

Row = dict[str, str]


@dataclass(frozen=True)
class Country:
    """The code lists of one data folder. `tables` holds every list by file name, rows by Japanese header."""

    tables: dict[str, list[Row]]
    municipalities: dict[str, list[Row]]

    @property
    def prefectures(self) -> list[Row]:
        return self.tables["prefectures"]

    def choices(self, f: Field) -> list[str]:
        """List what a field may say, in the order of its code list or enumeration."""
        if f.code_table:
            return [row[f.code_field] for row in self.tables[f.code_table]]
        if f.type == "boolean":
            return [*f.true_values, *f.false_values]
        return list(f.constraints.get("enum", []))


@cache
def read_country(codes: Path) -> Country:
    """Read the code lists of data/codes."""
    tables = {path.stem: _read_rows(path) for path in sorted(codes.glob("*.csv"))}
    municipalities: dict[str, list[Row]] = defaultdict(list)
    for row in tables["municipalities"]:
        municipalities[row["都道府県コード"]].append(row)
    return Country(tables, dict(municipalities))


def _read_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
