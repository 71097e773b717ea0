"""The data folders that are measured."""

from dataclasses import dataclass
from pathlib import Path

from made.synthesize import synthesize
from pipeline.paths import ROOT

SEED = 1


@dataclass(frozen=True)
class Subject:
    """The real data (`cases` is None) or that many made-up cases."""

    cases: int | None

    @property
    def name(self) -> str:
        return "real data" if self.cases is None else f"{self.cases:,} made-up cases"

    def prepare(self, workshop: Path) -> Path:
        """Give the data folder, made below `workshop` when it is not there yet."""
        if self.cases is None:
            return ROOT / "data"
        data = workshop / f"data-{self.cases}"
        if not data.exists():
            synthesize(self.cases, SEED, data)
        return data
