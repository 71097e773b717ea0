"""The files of every release at an address that never changes: /data/v<version>/.

The one exception to "never changes" is a withdrawal whose reason demands it: then the files that hold what was
withdrawn are replaced by a note, SHA256SUMS fits what is there now, and WITHDRAWN.txt says which files and why.
"""

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.releases.frames import case_of_key
from pipeline.releases.store import CHANGES, SUMS, Release, sha256_of
from pipeline.releases.withdrawals import ANSWERS_OF, TABLE, Withdrawal, active_withdrawals

NOTICE = "WITHDRAWN.txt"
CASES, EVIDENCE = "cases", "case_evidence"


def publish_releases(releases: list[Release], withdrawals: Iterable[dict[str, Any]], folder: Path) -> None:
    """Put the files of every release into `folder`/v<version>/, but for those that a withdrawal replaces by a note.

    Shapes   withdrawals: rows of the published table.
    """
    text = [{k: "" if v is None else str(v) for k, v in row.items()} for row in withdrawals]
    replacing = [w for w in active_withdrawals(text) if w.replaces_old_files]
    for release in releases:
        target = folder / f"v{release.version}"
        shutil.copytree(release.folder, target, copy_function=link_or_copy)
        replaced = replaced_files(release, replacing)
        for name, withdrawal in replaced.items():
            _replace(target / name, withdrawal)
        if replaced:
            _write_notice(target, replaced)


def link_or_copy(source: str, target: str) -> None:
    """Link a file; copy it where the two places are on different disks."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def replaced_files(release: Release, replacing: Iterable[Withdrawal]) -> dict[str, Withdrawal]:
    """Name the files of a release that hold something withdrawn, each with the withdrawal that takes it."""
    found: dict[str, Withdrawal] = {}
    for withdrawal in replacing:
        tables = [name for name in release.resources if _holds(release, name, withdrawal)]
        names = [f"{name}.{kind}" for name in tables for kind in ("csv", "json")]
        if any(_names(withdrawal, c.change.table, c.change.edition, c.change.key) for c in release.changes):
            names.append(f"{CHANGES}.csv")
        for name in names:
            found.setdefault(name, withdrawal)
    return found


def _holds(release: Release, table: str, withdrawal: Withdrawal) -> bool:
    """Tell whether a frozen table has a value that the withdrawal takes back."""
    if withdrawal.scope == TABLE:
        return table == withdrawal.table and bool(release.rows(table))
    if not release.descriptions[table].is_of_cases:
        return False
    return any(_takes(withdrawal, table, row) for row in release.rows(table))


def _takes(withdrawal: Withdrawal, table: str, row: dict[str, str]) -> bool:
    case = (row["edition"], row["case_id"])
    if withdrawal.takes_case(*case):
        return row.get("is_withdrawn") != "true"
    if table == CASES:
        return withdrawal.takes_answer(*case, withdrawal.column) and bool(row.get(withdrawal.column))
    if table == EVIDENCE:
        return withdrawal.takes_answer(*case, row["field"])
    return table in ANSWERS_OF and withdrawal.takes_answer(*case, ANSWERS_OF[table])


def _names(withdrawal: Withdrawal, table: str, edition: str, key: str) -> bool:
    """Tell whether a change is about the case or the table that is withdrawn."""
    if withdrawal.scope == TABLE:
        return table == withdrawal.table
    return bool(edition) and case_of_key(key) == withdrawal.case_id and withdrawal.edition in ("", edition)


def _replace(path: Path, withdrawal: Withdrawal) -> None:
    note = f"このファイルは取り下げました（{withdrawal.withdrawal_id}、{withdrawal.published_on}）。理由: {withdrawal.reason}"
    path.unlink()
    if path.suffix == ".json":
        path.write_text(json.dumps([{"notice": note}], ensure_ascii=False) + "\n", encoding="utf-8")
    else:
        quoted = note.replace('"', '""')
        path.write_text(f'\ufeffnotice\n"{quoted}"\n', encoding="utf-8", newline="\n")


def _write_notice(folder: Path, replaced: dict[str, Withdrawal]) -> None:
    """List the replaced files, and let SHA256SUMS fit the files as they are now."""
    lines = [f"{name}: {w.withdrawal_id}（{w.published_on}）{w.reason}" for name, w in sorted(replaced.items())]
    (folder / NOTICE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / SUMS).unlink()
    names = sorted(f.name for f in folder.iterdir())
    sums = "".join(f"{sha256_of(folder / name)}  {name}\n" for name in names)
    (folder / SUMS).write_text(sums, encoding="utf-8")
