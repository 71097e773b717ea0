"""/data/v<version>/: every release in every format, at an address that never changes.

CSV and JSON are the frozen ones, byte for byte; all others are written from them by the writers of today's tables. The one
exception is a withdrawal whose reason demands it: a table that holds what was withdrawn is a notice in every format, the OCDS
files are left out where they would be made from it, and WITHDRAWN.txt says which files and why. A release is written once: its ZIP is kept under all that it is made of.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

from pipeline.cache import keep
from pipeline.digests import SUMS, write_sums
from pipeline.files import NAME, write_package
from pipeline.files.descriptor import describe_data_file
from pipeline.files.formats import describe_file
from pipeline.files.frozen import frozen_tables, load_frozen
from pipeline.files.ocds import OCDS_FILES, OCDS_TABLES, write_ocds
from pipeline.files.plain import write_plain
from pipeline.history.publication import notice_of, replaced_files, replacing_withdrawals
from pipeline.history.store import MANIFEST, NOTES, Release
from pipeline.history.withdrawals import Withdrawal
from pipeline.identity import Identity, of_release
from pipeline.paths import PIPELINE, PUBLISHED_SCHEMAS, ROOT, SCHEMAS, SQL, TEMPLATES
from pipeline.rows import Described

WITHDRAWN = "WITHDRAWN.txt"
ANCHORS = {MANIFEST: "frozen.datapackage.json", SUMS: "frozen.SHA256SUMS"}
"""What vouches for a release keeps its bytes under another name: the folder has a description and checksums of all its files."""
Replaced = dict[str, list[Withdrawal]]
MADE_WITH = (
    *sorted((PIPELINE / "files").glob("*.py")),
    *sorted((SQL / "export").iterdir()),
    *sorted((TEMPLATES / "datasets").iterdir()),
    *(PUBLISHED_SCHEMAS / f"{name}.schema.json" for name in ("changes", "erratum_effects")),
    *(PIPELINE / name for name in ("schemas.py", "tables/database.py", "history/publication.py", "narratives.py")),
    *(ROOT / name for name in ("LICENSE-DATA", "requirements.txt")),
    *(SCHEMAS / name for name in ("english.csv", "ocds.csv", "ocds_codes.csv")),
)


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
    archive = target / f"{NAME}.zip"
    made_of = _digest(release, replaced, identity)
    archive.write_bytes(keep(kept / f"{made_of}.zip", lambda: _make(release, replaced, identity, folder)))
    _unpack(archive, target)
    write_sums(target, "*")
    package: Described = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
    write_plain(target, package)
    package["collections"].append(describe_data_file(describe_file(archive)))
    return package


def _unpack(archive: Path, target: Path) -> None:
    with ZipFile(archive) as files:
        for entry in files.infolist():
            (target / Path(entry.filename).name).write_bytes(files.read(entry))


def _digest(release: Release, replaced: Replaced, identity: Identity) -> str:
    """Give a name that changes with all that the files of a release are made of."""
    frozen = (release.folder / SUMS).read_text(encoding="utf-8")
    return hashlib.sha256(f"{frozen}{replaced}{identity}{_tools()}".encode()).hexdigest()


@cache
def _tools() -> str:
    return "".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in MADE_WITH)


def _make(release: Release, replaced: Replaced, identity: Identity, beside: Path) -> bytes:
    """Write all files of a release, and give the ZIP that holds them."""
    with TemporaryDirectory(dir=beside) as place:
        folder = Path(place) / NAME
        folder.mkdir()
        place_frozen(release, replaced, folder)
        schemas = frozen_tables(release, {Path(name).stem for name in replaced})
        manifest = release.manifest
        told = {name: manifest[name] for name in ("title", "released_on", "previous", "note")}
        connection = load_frozen(schemas, folder)
        ocds = () if OCDS_TABLES & {Path(name).stem for name in replaced} else OCDS_FILES
        if ocds:
            write_ocds(connection, folder, identity, schemas)
        write_package(connection, schemas, folder, identity, told, ocds)
        return (folder / f"{NAME}.zip").read_bytes()


def place_frozen(release: Release, replaced: Replaced, folder: Path) -> None:
    """Put the frozen files into a folder, but for those that a withdrawal replaces: there stands a notice."""
    for path in release.folder.iterdir():
        if path.is_file() and path.name not in replaced:
            _link_or_copy(path, folder / ANCHORS.get(path.name, path.name))
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


def _link_or_copy(source: Path, target: Path) -> None:
    """Link a file; copy it where the two places are on different disks."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
