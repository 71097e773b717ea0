"""Corrections: the units that need one row of data/errata.csv each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.history.changes import ROW_ADDED, VALUE, Change
from pipeline.history.comparison import Comparison
from pipeline.history.kinds_of_change import CORRECTION, JudgedChange
from pipeline.history.tables import Row

VALUE_WRONG, ROW_MISSED, ROW_WRONG = "値", "行追加", "行削除"
MINOR, ORDINARY, GRAVE = "軽微", "一般", "重大"
SEVERITIES = (MINOR, ORDINARY, GRAVE)
MAGNITUDE = 10
NUMBERS = ("integer", "number")
CALENDAR_UNITS = (" 年", " 月")
CAUSE_UNKNOWN = "確認中"
TOTALS = "case_totals"
Cell = tuple[str, str, str, str]


@dataclass(frozen=True)
class Correction:
    """One published value that is another now, or one row that is gone or that should have been there.

    `kind` is as in errata.csv; `column`, `wrong` and `right` are empty for rows.
    """

    table: str
    edition: str
    key: str
    kind: str
    column: str = ""
    wrong: str = ""
    right: str = ""

    @property
    def cell(self) -> Cell:
        return self.table, self.edition, self.key, self.column


def correction_of(judged: JudgedChange) -> Correction | None:
    """Give the correction that a change is, or is a part of."""
    return _as_correction(judged.change) if judged.nature == CORRECTION else None


def _as_correction(change: Change) -> Correction:
    row = (change.table, change.edition, change.key)
    if change.kind == VALUE:
        return Correction(*row, VALUE_WRONG, change.column, change.before, change.after)
    return Correction(*row, ROW_MISSED if change.kind == ROW_ADDED else ROW_WRONG)


def corrections_of(changes: Iterable[JudgedChange]) -> list[Correction]:
    """List the corrections of a change set, each once, in its order."""
    found = [correction_of(judged) for judged in changes]
    return list(dict.fromkeys(correction for correction in found if correction))


def correction_of_erratum(row: Row) -> Correction:
    """Read the correction that a row of errata.csv describes."""
    cell = (row["table"], row["edition"], row["key"], row["kind"])
    is_value = row["kind"] == VALUE_WRONG
    return Correction(*cell, *((row["column"], row["wrong_value"], row["right_value"]) if is_value else ()))


def with_errata(changes: Iterable[JudgedChange], errata: Iterable[Row]) -> list[JudgedChange]:
    """Name, beside every change that an erratum explains, that erratum. A new row may be declared as missed before."""
    ids = {correction_of_erratum(row): row["erratum_id"] for row in errata}
    return [replace(judged, erratum_id=ids.get(_as_correction(judged.change), "")) for judged in changes]


def least_severity(correction: Correction, effects: Iterable[Row], comparison: Comparison) -> str:
    """Give the lowest severity that a correction may be given; the page /errata/ states the same rules.

    重大   the number of cases of the whole country moves, or the value's sign or order of magnitude changes.
    一般   any other computed figure moves, or the value is a number, a date, a choice or a row.
    軽微   a text, and nothing else moves.
    """
    moved = list(effects)
    meaning = _meaning(correction, comparison)
    if any(row["table"] == TOTALS for row in moved) or _is_other_magnitude(correction, meaning):
        return GRAVE
    return ORDINARY if moved or meaning != "string" else MINOR


def _is_other_magnitude(correction: Correction, meaning: str) -> bool:
    """Compare two amounts. Codes are none, and December is not ten times January."""
    if not meaning.startswith(NUMBERS) or meaning.endswith(CALENDAR_UNITS):
        return False
    try:
        wrong, right = float(correction.wrong), float(correction.right)
    except ValueError:
        return False
    if wrong * right <= 0:
        return wrong != right
    ratio = abs(right / wrong)
    return ratio >= MAGNITUDE or ratio <= 1 / MAGNITUDE


def _meaning(correction: Correction, comparison: Comparison) -> str:
    """Give type and unit of the column, just `string` for free text; nothing for a row."""
    table = comparison.after.get(correction.table) or comparison.before[correction.table]
    return table.description.meanings.get(correction.column, "") if correction.kind == VALUE_WRONG else ""
