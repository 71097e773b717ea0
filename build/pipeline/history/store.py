"""data/releases/<version>/: reading frozen releases and making sure that nobody has touched them.

A release folder holds every published table as CSV and JSON, `changes.csv` (what differs from the release before),
`erratum_effects.csv`, `notes.md`, the manifest `datapackage.json`, and `SHA256SUMS` of all of these. The manifest
names the SHA-256 of the SHA256SUMS of the release before, so that a release vouches for all earlier ones.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from typing import Any

from pipeline.history.changes import Change
from pipeline.history.kinds_of_change import JudgedChange
from pipeline.history.tables import Description, Row, Table, description_from_json, read_csv, read_table
from pipeline.history.versions import version_numbers

FOLDER = "releases"
MANIFEST, SUMS, NOTES = "datapackage.json", "SHA256SUMS", "notes.md"
CHANGES, EFFECTS = "changes", "erratum_effects"
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
    def note(self) -> str:
        return str(self.manifest["note"])

    @cached_property
    def resources(self) -> dict[str, dict[str, Any]]:
        """Give what the manifest says of each frozen table."""
        return {resource["name"]: resource for resource in self.manifest["resources"]}

    @cached_property
    def descriptions(self) -> dict[str, Description]:
        return {
            name: description_from_json(name, resource["title"], resource["history"])
            for name, resource in self.resources.items()
        }

    def table(self, name: str) -> Table:
        """Read a frozen table."""
        return self._tables.setdefault(name, read_table(self.folder / f"{name}.csv", self.descriptions[name]))

    @cached_property
    def _tables(self) -> dict[str, Table]:
        return {}

    def rows(self, name: str) -> list[Row]:
        """Read all columns of a frozen table; a table that this release did not have yet has no rows."""
        return read_csv(self.folder / f"{name}.csv") if name in self.resources else []

    @cached_property
    def changes(self) -> list[JudgedChange]:
        """Give the change set from the release before to this one."""
        return [_read_change(row) for row in read_csv(self.folder / f"{CHANGES}.csv")]

    @cached_property
    def effects(self) -> list[Row]:
        """Give the computed figures that the corrections of this release moved."""
        return read_csv(self.folder / f"{EFFECTS}.csv")

    @cached_property
    def sums(self) -> dict[str, str]:
        """Give the SHA-256 of each file, by name."""
        lines = (self.folder / SUMS).read_text(encoding="utf-8").splitlines()
        return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def _read_change(row: Row) -> JudgedChange:
    names = Change.__dataclass_fields__
    return JudgedChange(Change(**{name: row[name] for name in names}), row["nature"], row["erratum_id"])


def change_row(judged: JudgedChange) -> Row:
    """Write a change as a row of a change set."""
    cells = {name: getattr(judged.change, name) for name in Change.__dataclass_fields__}
    row = {**cells, "nature": judged.nature, "erratum_id": judged.erratum_id}
    return {name: row[name] for name in CHANGE_COLUMNS}


def read_releases(data: Path) -> list[Release]:
    """List the releases of a data folder, oldest first."""
    folders = [f for f in (data / FOLDER).glob("*") if f.is_dir() and VERSION.fullmatch(f.name)]
    return [Release(f.name, f) for f in sorted(folders, key=lambda f: version_numbers(f.name))]


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass(frozen=True)
class Touched:
    """A file of a release that is not what was released: `changed`, `missing` or `added`."""

    release: Release
    name: str
    how: str


def touched_files(releases: list[Release]) -> Iterator[Touched]:
    """Find every file of a release that was changed, removed or added since."""
    for release, following in zip_longest(releases, releases[1:]):
        if not (release.folder / SUMS).is_file():
            yield Touched(release, SUMS, "missing")
            continue
        yield from _touched_in(release)
        if following and _sums_of_previous(following) != sha256_of(release.folder / SUMS):
            yield Touched(release, SUMS, "changed")


def _touched_in(release: Release) -> Iterator[Touched]:
    present = {f.name for f in release.folder.iterdir()} - {SUMS}
    for name in sorted({*release.sums, *present}):
        if name not in present:
            yield Touched(release, name, "missing")
        elif name not in release.sums:
            yield Touched(release, name, "added")
        elif sha256_of(release.folder / name) != release.sums[name]:
            yield Touched(release, name, "changed")


def _sums_of_previous(release: Release) -> str:
    """Give the digest of the SHA256SUMS before; nothing when the manifest cannot be read: that is a fault of its own."""
    try:
        return str(release.manifest["previous"]["sha256sums"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
