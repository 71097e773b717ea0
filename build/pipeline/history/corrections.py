"""Corrections as rows of data/errata.csv: one for each corrected cell, and for each row that is gone or was missed."""

from collections.abc import Iterable
from dataclasses import replace

from pipeline.history.changes import ROW_ADDED, ROW_REMOVED, VALUE, Change
from pipeline.history.source_changes import JudgedChange
from pipeline.history.source_rows import source_field
from pipeline.rows import TextRow
from pipeline.schemas import Field

VALUE_WRONG, ROW_MISSED, ROW_WRONG = "値", "行追加", "行削除"
_KINDS = {VALUE_WRONG: VALUE, ROW_MISSED: ROW_ADDED, ROW_WRONG: ROW_REMOVED}
MINOR, ORDINARY, GRAVE = "軽微", "一般", "重大"
SEVERITIES = (MINOR, ORDINARY, GRAVE)
MAGNITUDE = 10
CALENDAR_UNITS = ("年", "月")
CAUSE_UNKNOWN = "確認中"
TOTALS = "case_totals"


def correction_of_erratum(row: TextRow) -> Change:
    """Read the correction that a row of errata.csv describes."""
    values = (row["column"], row["wrong_value"], row["right_value"]) if row["kind"] == VALUE_WRONG else ()
    return Change(row["table"], _KINDS[row["kind"]], row["edition"], row["key"], *values)


def kind_in_errata(change: Change) -> str:
    """Say the kind of a change as errata.csv does."""
    return next(word for word, kind in _KINDS.items() if kind == change.kind)


def with_errata(changes: Iterable[JudgedChange], errata: Iterable[TextRow]) -> list[JudgedChange]:
    """Name, beside every change that an erratum explains, that erratum. A new row may be declared as missed before."""
    ids = {correction_of_erratum(row): row["erratum_id"] for row in errata}
    return [replace(judged, erratum_id=ids.get(judged.change, "")) for judged in changes]


def least_severity(correction: Change, effects: Iterable[TextRow]) -> str:
    """Give the lowest severity that a correction may be given; the page /errata/ states the same rules.

    重大   the number of cases of the whole country moves, or the value's sign or order of magnitude changes.
    一般   any other computed figure moves, or the value is a number, a date, a choice or a row.
    軽微   a text, and nothing else moves.
    """
    moved, f = list(effects), source_field(correction.table, correction.column)
    if any(row["table"] == TOTALS for row in moved) or (f and _is_other_magnitude(correction, f)):
        return GRAVE
    return MINOR if not moved and f and _is_text(f) else ORDINARY


def _is_other_magnitude(correction: Change, f: Field) -> bool:
    """Compare two amounts. Codes are none, and December is not ten times January."""
    if f.type not in ("integer", "number") or f.unit in CALENDAR_UNITS:
        return False
    try:
        wrong, right = float(correction.before), float(correction.after)
    except ValueError:
        return False
    if wrong * right <= 0:
        return wrong != right
    ratio = abs(right / wrong)
    return ratio >= MAGNITUDE or ratio <= 1 / MAGNITUDE


def _is_text(f: Field) -> bool:
    """Tell whether the value is free text: no number, no date, no choice, no code."""
    return f.type == "string" and not f.code_table and "enum" not in f.constraints
