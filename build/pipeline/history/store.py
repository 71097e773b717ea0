"""data/releases/<version>/: reading frozen releases and making sure that nobody has touched them.

A release folder holds every published table as CSV and JSON, `changes.csv` (what differs from the release before),
`erratum_effects.csv`, `notes.md`, the charts (`charts.json`, not in the first releases), the manifest `datapackage.json`, and `SHA256SUMS` of all of these. The manifest
names the SHA-256 of the SHA256SUMS of the release before, so that a release vouches for all earlier ones.
`source/` holds the files that people write as they were then, with a `SHA256SUMS` of its own; it is not published.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.digests import SUMS, read_sums, sha256_of
from pipeline.history.changes import Change
from pipeline.history.source_changes import JudgedChange
from pipeline.history.source_rows import SourceTables, frozen_files, source_tables
from pipeline.history.tables import Description, TableRows, description_from_json, read_table, read_text_rows
from pipeline.history.versions import version_numbers
from pipeline.rows import TextRow

RELEASES_FOLDER = "releases"
MANIFEST, NOTES = "datapackage.json", "notes.md"
CHANGES, EFFECTS, SOURCE = "changes", "erratum_effects", "source"
FROZEN_CHARTS = "charts.json"
VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")
CHANGE_COLUMNS = ("table", "kind", "nature", "edition", "key", "column", "before", "after", "erratum_id")
EFFECT_COLUMNS = ("erratum_id", "table", "edition", "key", "column", "before", "after")


@dataclass(frozen=True)
class Release:
    """One frozen release."""

    version: str
    folder: Path

    @cached_property
    def manifest(self) -> dict[str, Any]:
        manifest: dict[str, Any] = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
        return manifest

    @property
    def released_on(self) -> str:
        return str(self.manifest["released_on"])

    @property
    def previous(self) -> str:
        """Give the version before, empty for the first release."""
        return str((self.manifest["previous"] or {}).get("version", ""))

    @property
    def previous_digest(self) -> tuple[str, str] | None:
        """Give the version before and the digest of its SHA256SUMS, both empty for the first; None when unreadable."""
        try:
            previous = self.manifest["previous"] or {"version": "", "sha256sums": ""}
            return str(previous["version"]), str(previous["sha256sums"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    @property
    def note(self) -> str:
        return str(self.manifest["note"])

    @cached_property
    def resources(self) -> dict[str, dict[str, Any]]:
        """Give what the manifest says of each frozen table."""
        return {resource["name"]: resource for resource in self.manifest["resources"]}

    @cached_property
    def descriptions(self) -> dict[str, Description]:
        return {name: description_from_json(name, told["history"]) for name, told in self.resources.items()}

    def table(self, name: str) -> TableRows:
        """Read a frozen table."""
        return read_table(self.folder / f"{name}.csv", self.descriptions[name])

    def rows(self, name: str) -> list[TextRow]:
        """Read all columns of a frozen table; a table that this release did not have yet has no rows."""
        return read_text_rows(self.folder / f"{name}.csv") if name in self.resources else []

    @cached_property
    def source(self) -> SourceTables:
        """Give what people had written, as rows of today's tables."""
        return source_tables(frozen_files(self.folder / SOURCE))

    @cached_property
    def changes(self) -> list[JudgedChange]:
        """Give the change set from the release before to this one."""
        return [_read_change(row) for row in read_text_rows(self.folder / f"{CHANGES}.csv")]

    @cached_property
    def effects(self) -> list[TextRow]:
        """Give the computed figures that the corrections of this release moved."""
        return read_text_rows(self.folder / f"{EFFECTS}.csv")


def _read_change(row: TextRow) -> JudgedChange:
    names = Change.__dataclass_fields__
    return JudgedChange(Change(**{name: row[name] for name in names}), row["nature"], row["erratum_id"])


def change_row(judged: JudgedChange) -> TextRow:
    """Write a change as a row of a change set."""
    cells = {name: getattr(judged.change, name) for name in Change.__dataclass_fields__}
    row = {**cells, "nature": judged.nature, "erratum_id": judged.erratum_id}
    return {name: row[name] for name in CHANGE_COLUMNS}


def read_releases(data: Path) -> list[Release]:
    """List the releases of a data folder, oldest first."""
    folders = [f for f in (data / RELEASES_FOLDER).glob("*") if f.is_dir() and VERSION.fullmatch(f.name)]
    return [Release(f.name, f) for f in sorted(folders, key=lambda f: version_numbers(f.name))]


@dataclass(frozen=True)
class Touched:
    """A file of a release (empty for the ledger of all) that is not what was released, and `how` it is not."""

    release: str
    name: str
    how: str


def touched_in(release: Release, half: str = "") -> Iterator[Touched]:
    """Find every file of the published half of a release, or of its source, that was changed, removed or added."""
    folder = release.folder / half
    sums = read_sums(folder)
    files = (f for f in folder.rglob("*") if not f.is_dir())
    present = {f.relative_to(folder).as_posix() for f in files} - {SUMS}
    if not half:
        present = {name for name in present if not name.startswith(f"{SOURCE}/")}
    for name in sorted({*sums, *present}):
        how = how_touched(folder / name, name in present, sums.get(name))
        if how:
            yield Touched(release.version, f"{half}/{name}".strip("/"), how)


def how_touched(path: Path, is_present: bool, digest: str | None) -> str:
    """Say how a file is not what its digest says, empty where it is; without a digest it was added."""
    if not is_present:
        return "missing"
    if digest is None:
        return "added"
    return "changed" if not path.is_file() or sha256_of(path) != digest else ""
