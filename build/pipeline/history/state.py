"""All releases, and what has changed since the newest: what the published tables on history and the checks read."""

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from pipeline.digests import SUMS, code_digest
from pipeline.history.changes import Change
from pipeline.history.corrections import GRAVE, correction_of_erratum, with_errata
from pipeline.history.effects import Computing, Effects
from pipeline.history.ledger import touched_releases
from pipeline.history.published_changes import Judge
from pipeline.history.source_changes import JudgedChange, compare_sources, corrections_of
from pipeline.history.source_rows import SourceTables, rows_of, source_tables
from pipeline.history.store import Release, Touched, read_releases
from pipeline.history.withdrawals import TABLE, Withdrawal, active_withdrawals, withdraw, withdrawals_of
from pipeline.history.words import table_title
from pipeline.read.source_files import SourceFile
from pipeline.rows import TextRow


@dataclass
class History:
    """The releases of a data folder and, if there is one to compare with, what has changed since the newest.

    `errata` are the rows of errata.csv as published. `source` is what people have written now and `source_changes` what of it
    no release holds yet; `pending` are the changes of the published tables that none holds, `pending_errata` the rows of
    errata.csv. What needs published tables is computed when it is asked for: `computing` says how.
    """

    releases: list[Release] = field(default_factory=list)
    touched: list[Touched] = field(default_factory=list)
    errata: list[TextRow] = field(default_factory=list)
    withdrawals: list[Withdrawal] = field(default_factory=list)
    source: SourceTables = field(default_factory=dict)
    source_changes: list[JudgedChange] = field(default_factory=list)
    computing: Computing | None = None

    @property
    def newest(self) -> Release | None:
        return self.releases[-1] if self.releases else None

    @cached_property
    def pending(self) -> list[JudgedChange]:
        """List what differs between the published tables and the newest release; nothing where none can be computed."""
        if not self.newest or not self.computing:
            return []
        before, after, changes = self.computing.compare(self.newest)
        return Judge(before, after, self.source_changes, self.withdrawals_of_either).judge(changes)

    @cached_property
    def made_of(self) -> str:
        """Give a text that changes with all that tables and effects are computed from: rows, releases and the code."""
        rows = sorted((file.path, file.rows) for file in (self.computing.files if self.computing else []))
        released = [(release.folder / SUMS).read_text(encoding="utf-8") for release in self.releases]
        return sha256(f"{rows}{released}{code_digest()}".encode()).hexdigest()

    @cached_property
    def effects(self) -> Effects | None:
        """What corrections moved; None where no table can be computed or compared."""
        if not self.newest or not self.computing:
            return None
        return Effects(self.computing, self.newest.source, self.source, self.made_of)

    @cached_property
    def withdrawals_of_either(self) -> list[Withdrawal]:
        """List the withdrawals in force in the newest release or now."""
        released = active_withdrawals(self.newest.rows("withdrawals")) if self.newest else []
        return [*released, *self.withdrawals]

    @cached_property
    def released_errata(self) -> dict[str, TextRow]:
        """Give the errata that the newest release holds, as it holds them."""
        return {row["erratum_id"]: row for row in self.newest.rows("errata")} if self.newest else {}

    @property
    def pending_errata(self) -> list[TextRow]:
        return [row for row in self.errata if row["erratum_id"] not in self.released_errata]

    @property
    def pending_corrections(self) -> list[Change]:
        return corrections_of(self.source_changes)

    @property
    def new_grave_errata(self) -> list[str]:
        """Name the grave errata that the newest release mended, and those that the next one will."""
        known = {row["erratum_id"] for row in self.releases[-2].rows("errata")} if len(self.releases) > 1 else set()
        return [row["erratum_id"] for row in self.errata if row["severity"] == GRAVE and row["erratum_id"] not in known]

    @property
    def withdrawn_tables(self) -> list[str]:
        """Name the tables that are withdrawn as a whole, each with the withdrawal."""
        return [f"{table_title(w.table)}（{w.withdrawal_id}）" for w in self.withdrawals if w.scope == TABLE]

    def effects_of(self, correction: Change) -> list[TextRow]:
        """List the computed figures that one pending correction moved; of what did not change, none."""
        is_pending = any(judged.change == correction for judged in self.source_changes)
        return self.effects.of(correction) if self.effects and is_pending else []

    def pending_effects(self) -> list[TextRow]:
        """List what every pending erratum moved, as in `erratum_effects.csv`."""
        return [
            {"erratum_id": row["erratum_id"], **moved}
            for row in self.pending_errata
            for moved in self.effects_of(correction_of_erratum(row))
        ]


def read_history(data: Path, files: list[SourceFile], computing: Computing | None = None) -> History:
    """Read the releases of a data folder and compare the source rows of the newest with those of now.

    Published tables are computed when something asks what differs in them; never where `computing` does not say how.

    Missing  without a release, or with one that somebody has touched, nothing is compared.
    """
    touched = list(touched_releases(data))
    shown = [row for _, row in rows_of(withdraw(files)[0], "errata")]
    history = History(
        [] if touched else read_releases(data), touched, shown, withdrawals_of(files), computing=computing
    )
    if history.newest:
        history.source = source_tables(files)
        judged = compare_sources(history.newest.source, history.source, history.withdrawals_of_either)
        pending = [row for _, row in rows_of(files, "errata") if row["erratum_id"] not in history.released_errata]
        history.source_changes = with_errata(judged, pending)
    return history
