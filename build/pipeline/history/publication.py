"""Which files of old releases hold what was withdrawn, where the reason demands that they do not show it any more."""

from collections.abc import Iterable
from typing import Any

from pipeline.history.retellings import editions_told, lent, tells
from pipeline.history.store import CHANGES, EFFECTS, NOTES, Release
from pipeline.history.tables import place_of
from pipeline.history.withdrawals import HIDDEN, TABLE, Withdrawal, active_withdrawals
from pipeline.schemas import question_of

CASES, ERRATA, WITHDRAWALS = "cases", "errata", "withdrawals"


def replacing_withdrawals(rows: Iterable[dict[str, Any]]) -> list[Withdrawal]:
    """List the withdrawals in force that replace files of old releases. Shapes  rows: of the published table."""
    text = [{k: "" if v is None else str(v) for k, v in row.items()} for row in rows]
    return [w for w in active_withdrawals(text) if w.replaces_old_files]


def notice_of(taken_by: Iterable[Withdrawal]) -> str:
    """Say what stands in the place of what was withdrawn."""
    named = "".join(f"{w.withdrawal_id}（{w.published_on}）理由: {w.reason} " for w in taken_by).strip()
    return f"このファイルは取り下げました。{named}"


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
    if any(withdrawal.hides(*judged.change.place) for judged in release.changes):
        names += [f"{CHANGES}.csv", NOTES]
    if any(withdrawal.hides(*place_of(row)) for row in release.effects):
        names.append(f"{EFFECTS}.csv")
    return names


def _holds(release: Release, table: str, withdrawal: Withdrawal) -> bool:
    """Tell whether a frozen table has a value that the withdrawal takes back.

    Every table whose rows name a case is looked through, whatever its role or key: one that repeats
    answers (cases_wide, case_points) or computes from them holds what was withdrawn as much as the record does.
    """
    if table == WITHDRAWALS:
        return False
    rows = release.rows(table)
    if table == ERRATA:
        return any(HIDDEN not in row.values() and withdrawal.hides(*place_of(row)) for row in rows)
    if withdrawal.scope == TABLE and table == withdrawal.table:
        return bool(rows)
    if not rows or "case_id" not in rows[0]:
        return False
    elsewhere = _lent_values(release, table, withdrawal)
    return any(_takes(withdrawal, table, row) or not elsewhere.isdisjoint(row.items()) for row in rows)


def _takes(withdrawal: Withdrawal, table: str, row: dict[str, str]) -> bool:
    cases = [(edition, row["case_id"]) for edition in editions_told(row) if row["case_id"]]
    if any(withdrawal.takes_case(*case) for case in cases):
        return row.get("is_withdrawn") != "true"
    answer = withdrawal.column or question_of(withdrawal.table)
    is_told = bool(answer) and (question_of(table) == answer or tells(table, row, answer))
    return is_told and any(withdrawal.takes_answer(*case, answer) for case in cases)


def _lent_values(release: Release, table: str, withdrawal: Withdrawal) -> set[tuple[str, str]]:
    """Give the texts withdrawn that a table tells of other cases too: the office of one case stands in for its neighbours'."""
    answers = lent(table)
    return {
        (column, row[answer])
        for row in (release.rows(CASES) if answers else ())
        for answer, columns in answers.items()
        if row.get("is_withdrawn") != "true" and row.get(answer) and _is_taken(withdrawal, row, answer)
        for column in columns
    }


def _is_taken(withdrawal: Withdrawal, case: dict[str, str], answer: str) -> bool:
    place = (case["edition"], case["case_id"])
    return withdrawal.takes_case(*place) or withdrawal.takes_answer(*place, answer)
