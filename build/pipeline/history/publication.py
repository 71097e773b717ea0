"""The files of every release at an address that never changes: /data/v<version>/.

The one exception to "never changes" is a withdrawal whose reason demands it: then the files that hold what was
withdrawn are replaced by a note, SHA256SUMS fits what is there now, and WITHDRAWN.txt says which files and why.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pipeline.history.retellings import LENDING, editions_told, tells
from pipeline.history.store import CHANGES, EFFECTS, NOTES, SOURCE, SUMS, Release, write_sums
from pipeline.history.withdrawals import HIDDEN, TABLE, Withdrawal, active_withdrawals
from pipeline.schemas import question_of

NOTICE = "WITHDRAWN.txt"
CASES, ERRATA, WITHDRAWALS = "cases", "errata", "withdrawals"


def publish_releases(releases: list[Release], withdrawals: Iterable[dict[str, Any]], folder: Path) -> None:
    """Put the files of every release into `folder`/v<version>/, but for those that a withdrawal replaces by a note.

    Shapes   withdrawals: rows of the published table.
    """
    text = [{k: "" if v is None else str(v) for k, v in row.items()} for row in withdrawals]
    replacing = [w for w in active_withdrawals(text) if w.replaces_old_files]
    for release in releases:
        target = folder / f"v{release.version}"
        shutil.copytree(release.folder, target, ignore=_source_of(release), copy_function=link_or_copy)
        replaced = replaced_files(release, replacing)
        for name, taken_by in replaced.items():
            _replace(target / name, taken_by)
        if replaced:
            _write_notice(target, replaced)


def _source_of(release: Release) -> Callable[[str, list[str]], list[str]]:
    """Leave out what people wrote: the site shows what was published."""
    return lambda folder, names: [name for name in names if name == SOURCE and Path(folder) == release.folder]


def link_or_copy(source: str, target: str) -> None:
    """Link a file; copy it where the two places are on different disks."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def replaced_files(release: Release, replacing: Iterable[Withdrawal]) -> dict[str, list[Withdrawal]]:
    """Name the files of a release that hold something withdrawn, each with the withdrawals that take it."""
    found: dict[str, list[Withdrawal]] = {}
    for withdrawal in replacing:
        for name in _files_with(release, withdrawal):
            found.setdefault(name, []).append(withdrawal)
    return found


def _files_with(release: Release, withdrawal: Withdrawal) -> list[str]:
    """Name the files of a release that hold what one withdrawal takes; the notes tell of the same changes as the change set."""
    tables = [name for name in release.resources if _holds(release, name, withdrawal)]
    names = [f"{name}.{kind}" for name in tables for kind in ("csv", "json")]
    changes = (judged.change for judged in release.changes)
    if any(withdrawal.hides(c.table, c.edition, c.key, c.column) for c in changes):
        names += [f"{CHANGES}.csv", NOTES]
    if any(withdrawal.hides(row["table"], row["edition"], row["key"], row["column"]) for row in release.effects):
        names.append(f"{EFFECTS}.csv")
    return names


def _holds(release: Release, table: str, withdrawal: Withdrawal) -> bool:
    """Tell whether a frozen table has a value that the withdrawal takes back.

    Every table whose rows name a case is looked through, whatever its role or key: one that repeats
    answers (cases_wide, case_points) or computes from them holds what was withdrawn as much as the record does.
    """
    if table == WITHDRAWALS:
        return False
    if table == ERRATA:
        return any(_tells(withdrawal, row) for row in release.rows(table))
    if withdrawal.scope == TABLE and table == withdrawal.table:
        return bool(release.rows(table))
    rows = release.rows(table)
    if not rows or "case_id" not in rows[0]:
        return False
    lent = _lent_values(release, table, withdrawal)
    return any(_takes(withdrawal, table, row) or not lent.isdisjoint(row.items()) for row in rows)


def _takes(withdrawal: Withdrawal, table: str, row: dict[str, str]) -> bool:
    cases = [(edition, row["case_id"]) for edition in editions_told(row) if row["case_id"]]
    if any(withdrawal.takes_case(*case) for case in cases):
        return row.get("is_withdrawn") != "true"
    answer = withdrawal.column or question_of(withdrawal.table)
    is_told = bool(answer) and (question_of(table) == answer or tells(table, row, answer))
    return is_told and any(withdrawal.takes_answer(*case, answer) for case in cases)


def _lent_values(release: Release, table: str, withdrawal: Withdrawal) -> set[tuple[str, str]]:
    """Give the texts withdrawn that a table tells of other cases too: the office of one case stands in for its neighbours'."""
    if table not in LENDING:
        return set()
    of_cases = [row for row in release.rows(CASES) if row.get("is_withdrawn") != "true"]
    taken = [
        (column, row[answer])
        for answer, column in LENDING[table].items()
        for row in of_cases
        if _is_taken(withdrawal, row, answer) and row.get(answer)
    ]
    return set(taken)


def _is_taken(withdrawal: Withdrawal, case: dict[str, str], answer: str) -> bool:
    place = (case["edition"], case["case_id"])
    return withdrawal.takes_case(*place) or withdrawal.takes_answer(*place, answer)


def _tells(withdrawal: Withdrawal, erratum: dict[str, str]) -> bool:
    """Tell whether a frozen erratum names a value that the withdrawal takes back."""
    place = (erratum["table"], erratum["edition"], erratum["key"], erratum["column"])
    return HIDDEN not in erratum.values() and withdrawal.hides(*place)


def _replace(path: Path, taken_by: list[Withdrawal]) -> None:
    named = "".join(f"{w.withdrawal_id}（{w.published_on}）理由: {w.reason} " for w in taken_by).strip()
    note = f"このファイルは取り下げました。{named}"
    path.unlink()
    if path.suffix == ".json":
        path.write_text(json.dumps([{"notice": note}], ensure_ascii=False) + "\n", encoding="utf-8")
    elif path.suffix == ".md":
        path.write_text(f"{note}\n", encoding="utf-8", newline="\n")
    else:
        quoted = note.replace('"', '""')
        path.write_text(f'\ufeffnotice\n"{quoted}"\n', encoding="utf-8", newline="\n")


def _write_notice(folder: Path, replaced: dict[str, list[Withdrawal]]) -> None:
    """List the replaced files, and let SHA256SUMS fit the files as they are now."""
    lines = [
        f"{name}: {w.withdrawal_id}（{w.published_on}）{w.reason}"
        for name, taken_by in sorted(replaced.items())
        for w in taken_by
    ]
    (folder / NOTICE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / SUMS).unlink()  # a link to the frozen one
    write_sums(folder)
