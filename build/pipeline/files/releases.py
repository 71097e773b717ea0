"""/data/v<version>/: every release in every format, at an address that never changes.

CSV and JSON are the frozen ones, byte for byte; all others are written from them by the writers of today's tables. The one
exception is a withdrawal whose reason demands it: a table that holds what was withdrawn is a notice in every format, the OCDS
files are left out where they would be made from it, and WITHDRAWN.txt says which files and why. A release is written once: its ZIP is kept under all that it is made of.
"""

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.digests import SUMS, code_digest, write_sums
from pipeline.files import NAME, read_package, write_package
from pipeline.files.frozen import frozen_tables, load_frozen
from pipeline.files.kept_files import fill_folder
from pipeline.files.ocds import OCDS_FILES, OCDS_TABLES, write_ocds
from pipeline.files.plain import write_plain
from pipeline.history.publication import notice_of, replaced_files, replacing_withdrawals
from pipeline.history.store import MANIFEST, NOTES, Release
from pipeline.history.withdrawals import Withdrawal
from pipeline.identity import Identity, of_release
from pipeline.rows import Described

WITHDRAWN = "WITHDRAWN.txt"
ANCHORS = {MANIFEST: "frozen.datapackage.json", SUMS: "frozen.SHA256SUMS"}
"""What vouches for a release keeps its bytes under another name: the folder has a description and checksums of all its files."""
Replaced = dict[str, list[Withdrawal]]


def write_releases(
    releases: Iterable[Release], withdrawals: Iterable[dict[str, Any]], folder: Path, kept: Path, identity: Identity
) -> list[Described]:
    """Write every release into `folder`/v<version>/. Result: what each says of itself, the newest first.

    Shapes   withdrawals: rows of the published table. kept: the folder of what is used again.
    """
    replacing = replacing_withdrawals(withdrawals)
    written = [
        _write(
            release,
            replaced_files(release, replacing),
            folder,
            kept,
            of_release(identity, release.version, release.released_on),
        )
        for release in releases
    ]
    return written[::-1]


def _write(release: Release, replaced: Replaced, folder: Path, kept: Path, identity: Identity) -> Described:
    target = folder / f"v{release.version}"
    target.mkdir(parents=True)
    made_of = _digest(release, replaced, identity)
    fill_folder(target, target / f"{NAME}.zip", kept, made_of, lambda: _make(release, replaced, identity, target))
    write_sums(target, "*")
    package = read_package(target)
    write_plain(target, package)
    return package


def _digest(release: Release, replaced: Replaced, identity: Identity) -> str:
    """Give a name that changes with all that the files of a release are made of."""
    frozen = (release.folder / SUMS).read_text(encoding="utf-8")
    return hashlib.sha256(f"{frozen}{replaced}{identity}{code_digest()}".encode()).hexdigest()


def _make(release: Release, replaced: Replaced, identity: Identity, folder: Path) -> None:
    """Write all files of a release, and the ZIP that holds them."""
    place_frozen(release, replaced, folder)
    schemas = frozen_tables(release, {Path(name).stem for name in replaced})
    told = {name: release.manifest[name] for name in ("title", "released_on", "previous", "note")}
    connection = load_frozen(schemas, folder)
    ocds = () if OCDS_TABLES & {Path(name).stem for name in replaced} else OCDS_FILES
    if ocds:
        write_ocds(connection, folder, identity, schemas)
    write_package(connection, schemas, folder, identity, told, ocds)


def place_frozen(release: Release, replaced: Replaced, folder: Path) -> None:
    """Put the frozen files into a folder, but for those that a withdrawal replaces: there stands a notice."""
    for path in release.folder.iterdir():
        if path.is_file() and path.name not in replaced:
            shutil.copyfile(path, folder / ANCHORS.get(path.name, path.name))
    for name, taken_by in replaced.items():
        _write_notice(folder / name, notice_of(taken_by))
    if replaced:
        lines = [
            f"{name}: {w.withdrawal_id}（{w.published_on}）{w.reason}"
            for name, by in sorted(replaced.items())
            for w in by
        ]
        (folder / WITHDRAWN).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write_notice(path: Path, notice: str) -> None:
    """Write a notice as CSV, from which the other formats of the table are made, or as the notes of the release."""
    if path.name == NOTES:
        path.write_text(f"{notice}\n", encoding="utf-8", newline="\n")
    elif path.suffix == ".csv":
        quoted = notice.replace('"', '""')
        path.write_text(f'\ufeffnotice\n"{quoted}"\n', encoding="utf-8", newline="\n")
