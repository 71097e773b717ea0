"""data/releases/ledger.csv: every release that was ever made, with the digests of what it holds.

A release whose folder and checksums are rewritten together agrees with itself, but not with the ledger. What is
rewritten together with the ledger only the base of a review can show (pipeline.maintain.review).
"""

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.digests import SUMS, sha256_of
from pipeline.history.store import RELEASES_FOLDER, SOURCE, Release, Touched, how_touched, read_releases, touched_in
from pipeline.history.tables import read_text_rows, write_text_rows

LEDGER = "ledger.csv"


@dataclass(frozen=True)
class LedgerEntry:
    """One line of the ledger: a release, its day, and the digests of the SHA256SUMS of both of its halves."""

    release: str
    released_on: str
    sha256sums: str
    source_sha256sums: str


COLUMNS = tuple(LedgerEntry.__dataclass_fields__)


def read_ledger(data: Path) -> list[LedgerEntry]:
    """Read the ledger. Missing  without a file, or with one that is no ledger, there are no entries."""
    try:
        return [LedgerEntry(**row) for row in read_text_rows(data / RELEASES_FOLDER / LEDGER)]
    except (OSError, UnicodeDecodeError, csv.Error, TypeError):
        return []


def add_to_ledger(data: Path, release: Release) -> None:
    """Enter a new release at the end of the ledger, in one step."""
    path = data / RELEASES_FOLDER / LEDGER
    fresh = path.with_name(f".{LEDGER}.new")
    write_text_rows(fresh, COLUMNS, [vars(entry) for entry in [*read_ledger(data), entry_of(release)]])
    fresh.replace(path)


def entry_of(release: Release) -> LedgerEntry:
    """Compute the line of a release from its files."""
    sums = [sha256_of(folder / SUMS) for folder in (release.folder, release.folder / SOURCE)]
    return LedgerEntry(release.version, release.released_on, *sums)


def touched_releases(data: Path) -> Iterator[Touched]:
    """Find every release, and every file of one, that was changed, removed or added since it was released."""
    entries, releases = read_ledger(data), {release.version: release for release in read_releases(data)}
    if releases and not entries:
        yield Touched("", LEDGER, "missing")
    for name in _strangers(data, {entry.release for entry in entries} or releases.keys()):
        yield Touched("", name, "unlisted")
    for entry in entries:
        if entry.release in releases:
            yield from _touched_in(releases[entry.release], entry)
        else:
            yield Touched(entry.release, "", "gone")
    yield from _broken_links(entries, releases)


def _strangers(data: Path, versions: Collection[str]) -> list[str]:
    """Name what stands beside the releases and is none; hidden files are what a killed run left."""
    folder = data / RELEASES_FOLDER
    names = {f.name for f in folder.iterdir() if not f.name.startswith(".")} if folder.is_dir() else set()
    return sorted(names - {*versions, LEDGER})


def _touched_in(release: Release, entry: LedgerEntry) -> Iterator[Touched]:
    for half, digest in (("", entry.sha256sums), (SOURCE, entry.source_sha256sums)):
        sums = release.folder / half / SUMS
        if how := how_touched(sums, sums.is_file(), digest):
            yield Touched(release.version, sums.relative_to(release.folder).as_posix(), how)
        else:
            yield from touched_in(release, half)


def _broken_links(entries: list[LedgerEntry], releases: dict[str, Release]) -> Iterator[Touched]:
    """Find releases that do not name the one before them in the ledger, as its bytes are."""
    before = ("", "")
    for entry in entries:
        release = releases.get(entry.release)
        if release and release.previous_digest not in (None, before):
            yield Touched(entry.release, LEDGER, "unchained")
        before = entry.release, entry.sha256sums
