"""All releases, and what has changed since the newest: what the published tables on history and the checks read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipeline.history.comparison import Comparison, compare_with_release, read_text_rows
from pipeline.history.corrections import GRAVE, Correction, correction_of_erratum, corrections_of, with_errata
from pipeline.history.effects import Effects
from pipeline.history.kinds_of_change import JudgedChange
from pipeline.history.ledger import touched_releases
from pipeline.history.store import Release, Touched, read_releases
from pipeline.history.tables import Row
from pipeline.history.withdrawals import TABLE, Withdrawal, active_withdrawals
from pipeline.history.words import table_title
from pipeline.read.source_files import SourceFile

Compute = Callable[[Iterable[SourceFile]], DuckDBPyConnection]


@dataclass
class History:
    """The releases of a data folder and, if there is one to compare with, what has changed since the newest.

    `pending` are the changes that no release holds yet; `pending_errata` the rows of errata.csv that none holds.
    """

    releases: list[Release] = field(default_factory=list)
    touched: list[Touched] = field(default_factory=list)
    comparison: Comparison | None = None
    pending: list[JudgedChange] = field(default_factory=list)
    errata: list[Row] = field(default_factory=list)
    withdrawals: list[Withdrawal] = field(default_factory=list)
    effects_computer: Effects | None = None
    _effects: dict[Correction, list[Row]] = field(default_factory=dict)

    @property
    def newest(self) -> Release | None:
        return self.releases[-1] if self.releases else None

    @cached_property
    def released_errata(self) -> dict[str, Row]:
        """Give the errata that the newest release holds, as it holds them."""
        return {row["erratum_id"]: row for row in self.newest.rows("errata")} if self.newest else {}

    @property
    def pending_errata(self) -> list[Row]:
        return [row for row in self.errata if row["erratum_id"] not in self.released_errata]

    @property
    def pending_corrections(self) -> list[Correction]:
        return corrections_of(self.pending)

    @property
    def has_unreleased_changes(self) -> bool:
        return bool(self.pending)

    @property
    def new_grave_errata(self) -> list[str]:
        """Name the grave errata that the newest release mended, and those that the next one will."""
        known = {row["erratum_id"] for row in self.releases[-2].rows("errata")} if len(self.releases) > 1 else set()
        return [row["erratum_id"] for row in self.errata if row["severity"] == GRAVE and row["erratum_id"] not in known]

    @property
    def withdrawn_tables(self) -> list[str]:
        """Name the tables that are withdrawn as a whole, each with the withdrawal."""
        return [f"{table_title(w.table)}（{w.withdrawal_id}）" for w in self.withdrawals if w.scope == TABLE]

    def effects_of(self, correction: Correction) -> list[Row]:
        """List the computed figures that one pending correction moved; each correction is computed once."""
        if self.effects_computer is None:
            return []
        if correction not in self._effects:
            self._effects[correction] = self.effects_computer.of(correction)
        return self._effects[correction]

    def pending_effects(self) -> list[Row]:
        """List what every pending erratum moved, as in `erratum_effects.csv`."""
        return [
            {"erratum_id": row["erratum_id"], **moved}
            for row in self.pending_errata
            for moved in self.effects_of(correction_of_erratum(row))
        ]


def read_history(data: Path, files: list[SourceFile], connection: DuckDBPyConnection, compute: Compute) -> History:
    """Read the releases of a data folder and compare the newest with the published tables in the database.

    Missing  without a release, or with one that somebody has touched, nothing is compared.
    """
    releases = read_releases(data)
    touched = list(touched_releases(data))
    errata = read_text_rows(connection, "errata")
    withdrawals = active_withdrawals(read_text_rows(connection, "withdrawals"))
    if touched or not releases:
        return History([] if touched else releases, touched, errata=errata, withdrawals=withdrawals)
    comparison = compare_with_release(connection, releases[-1])
    judged = with_errata(comparison.judge.judge(comparison.changes), errata)
    effects = Effects(files, comparison, connection, compute)
    return History(releases, [], comparison, judged, errata, withdrawals, effects)
