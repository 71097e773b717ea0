"""The releases and their changes as frames, from which the published tables on history are made."""

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.history.source_changes import CASES, COMPUTED, CORRECTION, UPDATE, WITHDRAWAL, JudgedChange
from pipeline.history.state import History
from pipeline.history.store import CHANGE_COLUMNS, EFFECT_COLUMNS, Release, change_row
from pipeline.history.tables import case_of_key
from pipeline.history.withdrawals import HIDDEN, WITHDRAWN, WITHDRAWN_FLAG, Withdrawal, hidden_key, is_hidden
from pipeline.rows import TextRow

COUNTS = {f"{nature}_count": nature for nature in (CORRECTION, UPDATE, WITHDRAWAL, COMPUTED)}
if TYPE_CHECKING:
    from pandas import DataFrame

RELEASE_COLUMNS = ("release", "released_on", "previous_release", "row_count", "case_row_count", *COUNTS, "note")
NUMBERS = {"change_number", "row_count", "case_row_count", *COUNTS}


def history_frames(history: History) -> "dict[str, DataFrame]":
    """Give the source tables `changes`, `erratum_effects` and `releases`. Text that is empty becomes NULL."""
    effects = [row for release in history.releases for row in release.effects] + history.pending_effects()
    shown = [_without_values(row) if is_hidden(row, history.withdrawals) else row for row in effects]
    return {
        "changes": change_frame(history),
        "erratum_effects": _frame(shown, EFFECT_COLUMNS),
        "releases": _frame([_release_row(release) for release in history.releases], RELEASE_COLUMNS),
    }


def change_frame(history: History) -> "DataFrame":
    """Give the source table `changes`."""
    columns = ("release", "change_number", "previous_release", *CHANGE_COLUMNS, "case_id")
    return _frame(_change_rows(history), columns)


def _frame(rows: list[TextRow], columns: tuple[str, ...]) -> "DataFrame":
    from pandas import DataFrame

    text = DataFrame(rows, columns=list(columns), dtype=object).replace("", None)
    return text.astype({column: "int64" if column in NUMBERS else "string" for column in columns})


def _change_rows(history: History) -> list[TextRow]:
    sets = [(release.version, release.previous, release.changes) for release in history.releases]
    if history.newest:
        sets.append(("", history.newest.version, history.pending))
    return [
        {
            "release": version,
            "change_number": str(number),
            "previous_release": previous,
            **_told_change(judged, history.withdrawals),
        }
        for version, previous, changes in sets
        for number, judged in enumerate(changes, start=1)
    ]


def _told_change(judged: JudgedChange, withdrawals: list[Withdrawal]) -> TextRow:
    """Give a change with its case. The key of one that is hidden may hold what was withdrawn, too."""
    row = change_row(judged)
    row |= {"case_id": case_of_key(row["edition"], row["key"])}
    if not is_hidden(row, withdrawals):
        return row
    return _without_values(row) | {"key": hidden_key(row["edition"], row["key"])}


def _without_values(row: TextRow) -> TextRow:
    """Give a change or an effect without values that a withdrawal takes out of the old releases as well."""
    return row | {side: HIDDEN for side in ("before", "after") if _is_content(row, side)}


def _is_content(row: TextRow, side: str) -> bool:
    """Tell whether a cell of a change says anything but that something is withdrawn."""
    return bool(row[side]) and row[side] != WITHDRAWN and row["column"] != WITHDRAWN_FLAG


def _release_row(release: Release) -> TextRow:
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
