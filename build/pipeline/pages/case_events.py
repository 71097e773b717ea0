"""What happened to a case in one release, in words."""

from dataclasses import dataclass

from pipeline.history.published_changes import STATUS_SUFFIX
from pipeline.history.source_changes import CORRECTION, WITHDRAWAL
from pipeline.history.withdrawals import WITHDRAWN_FLAG
from pipeline.history.words import Names, column_title, key_in_words, table_title, value_in_words
from pipeline.rows import Row
from pipeline.schemas import STATUS_LABELS

NO_VALUE = "値なし"


@dataclass(frozen=True)
class CaseEvent:
    """One thing that happened to a case: what, in which words, and the erratum if it was a correction."""

    nature: str
    edition: str
    text: str
    erratum_id: str = ""


def events_of(changes: list[Row], names: Names) -> list[CaseEvent]:
    """Tell the changes of one release: a withdrawn case in one sentence, a row once, a value with why it is empty."""
    taken = {row["edition"]: row for row in changes if row["kind"] == "value" and row["column"] == WITHDRAWN_FLAG}
    told = [row for row in changes if row["edition"] not in taken or row["nature"] != WITHDRAWAL]
    values = [row for row in told if row["kind"] == "value" and not _is_told_beside(row)]
    rows = {(row["table"], row["key"], row["kind"]): row for row in told if row["kind"] != "value"}
    statuses = {_place(row): row for row in changes if row["column"].endswith(STATUS_SUFFIX)}
    return [
        *(_event(row, _taken_text(row)) for row in taken.values()),
        *(_event(row, _row_text(row, names)) for row in rows.values()),
        *(_event(row, _value_text(row, statuses, names)) for row in values),
    ]


def _event(row: Row, text: str) -> CaseEvent:
    return CaseEvent(row["nature"], row["edition"], text, row["erratum_id"] or "")


def _place(row: Row) -> tuple[str, str, str, str]:
    return row["table"], row["edition"], row["key"], row["column"]


def _is_told_beside(row: Row) -> bool:
    """Tell whether a change of a status only says that the value beside it came or went."""
    is_answer = "answered" in (row["before"], row["after"])
    return row["column"].endswith(STATUS_SUFFIX) and row["nature"] != CORRECTION and is_answer


def _taken_text(row: Row) -> str:
    return "この事例を取り下げました。" if row["after"] == "true" else "この事例の取下げをやめました。"


def _row_text(row: Row, names: Names) -> str:
    words = "加えました" if row["kind"] == "row_added" else "除きました"
    what = "この事例" if row["table"] == "cases" else f"{table_title(row['table'])}（{_own_key(row, names)}）"
    return f"{what}を{words}。"


def _value_text(row: Row, statuses: dict[tuple[str, str, str, str], Row], names: Names) -> str:
    place = "" if row["table"] == "cases" else f"{table_title(row['table'])}（{_own_key(row, names)}）の"
    status = statuses.get((*_place(row)[:3], f"{row['column']}{STATUS_SUFFIX}"), {})
    before, after = (
        value_in_words(names, row["table"], row["column"], row[side])
        or f"（{STATUS_LABELS.get(status.get(side, ''), NO_VALUE)}）"
        for side in ("before", "after")
    )
    return f"{place}{column_title(row['table'], row['column'])}：{before} → {after}"


def _own_key(row: Row, names: Names) -> str:
    """Write the key of a row of the case without the case."""
    return key_in_words(names, row["table"], row["key"]).removeprefix(f"{row['case_id']}・")
