"""The releases and their changes as frames, from which the published tables on history are made."""

import re
from collections import Counter

import pandas as pd

from pipeline.releases.comparison import CASES
from pipeline.releases.history import History
from pipeline.releases.natures import COMPUTED, CORRECTION, UPDATE, WITHDRAWAL, JudgedChange
from pipeline.releases.store import CHANGE_COLUMNS, EFFECT_COLUMNS, Release, change_row
from pipeline.releases.tables import Row
from pipeline.releases.withdrawals import Withdrawal

CASE_KEY = re.compile(r"([0-9]{2}-[0-9]{4})(?:;|$)")
COUNTS = {
    "correction_count": CORRECTION,
    "update_count": UPDATE,
    "withdrawal_count": WITHDRAWAL,
    "computed_count": COMPUTED,
}
RELEASE_COLUMNS = ("release", "released_on", "previous_release", "row_count", "case_row_count", *COUNTS, "note")
HIDDEN = "（取下げ）"
NUMBERS = {"change_number", "row_count", "case_row_count", *COUNTS}


def history_frames(history: History) -> dict[str, pd.DataFrame]:
    """Give the source tables `changes`, `erratum_effects` and `releases`. Text that is empty becomes NULL."""
    effects = [row for release in history.releases for row in release.effects] + history.pending_effects()
    return {
        "changes": _frame(
            _change_rows(history), ("release", "change_number", "previous_release", *CHANGE_COLUMNS, "case_id")
        ),
        "erratum_effects": _frame(effects, EFFECT_COLUMNS),
        "releases": _frame([_release_row(release) for release in history.releases], RELEASE_COLUMNS),
    }


def _frame(rows: list[Row], columns: tuple[str, ...]) -> pd.DataFrame:
    text = pd.DataFrame(rows, columns=list(columns), dtype=object).replace("", None)
    return text.astype({column: "int64" if column in NUMBERS else "string" for column in columns})


def _change_rows(history: History) -> list[Row]:
    sets = [(release.version, release.previous, release.changes) for release in history.releases]
    if history.newest:
        sets.append(("", history.newest.version, history.pending))
    return [
        {
            "release": version,
            "change_number": str(number),
            "previous_release": previous,
            **_shown(judged, history.withdrawals),
        }
        for version, previous, changes in sets
        for number, judged in enumerate(changes, start=1)
    ]


def _shown(judged: JudgedChange, withdrawals: list[Withdrawal]) -> Row:
    """Give a change with its case, and without values that a withdrawal takes out of the old releases as well."""
    row = change_row(judged)
    case_id = case_of_key(row["key"]) if row["edition"] else ""
    place = (row["table"], row["edition"], case_id, row["column"])
    if any(w.replaces_old_files and w.hides(*place) for w in withdrawals):
        row |= {side: HIDDEN for side in ("before", "after") if row[side]}
    return row | {"case_id": case_id}


def case_of_key(key: str) -> str:
    """Give the case that a key begins with, empty where it is about no case."""
    found = CASE_KEY.match(key)
    return found[1] if found else ""


def _release_row(release: Release) -> Row:
    natures = Counter(judged.nature for judged in release.changes)
    rows = {name: resource["rows"] for name, resource in release.resources.items()}
    return {
        "release": release.version,
        "released_on": release.released_on,
        "previous_release": release.previous,
        "row_count": str(sum(rows.values())),
        "case_row_count": str(rows.get(CASES, 0)),
        **{column: str(natures[nature]) for column, nature in COUNTS.items()},
        "note": release.note,
    }
