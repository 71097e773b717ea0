"""The number of the next release, computed from what changed."""

from collections.abc import Iterable

from pipeline.history.changes import COLUMN_ADDED, COLUMN_REMOVED, MEANING_CHANGED, ROW_REMOVED, TABLE_ADDED
from pipeline.history.changes import TABLE_REMOVED as TABLE_GONE
from pipeline.history.source_changes import COMPUTED, UPDATE, JudgedChange
from pipeline.schemas import published_schemas

FIRST_VERSION = "1.0.0"
MAJOR, MINOR, PATCH = 0, 1, 2
LEVEL_WORDS = {MAJOR: "なくなったもの・意味の変わったものがある", MINOR: "加わったものがある", PATCH: "訂正だけ"}


def referenced_tables() -> frozenset[str]:
    """Name the tables whose keys other tables and pages refer to: a key that goes away breaks them."""
    schemas = published_schemas().values()
    by_key = {key["reference"]["resource"] for s in schemas for key in s.descriptor.get("foreignKeys", ())}
    by_code = {f.code_table for s in schemas for f in s.fields if f.code_table}
    return frozenset(by_key | by_code)


def level(changes: Iterable[JudgedChange]) -> int:
    """Give the part of the version number that rises: 0 major, 1 minor, 2 patch.

    Major   a table, a column or a key that others refer to is gone, or a column means something else.
    Minor   something is new: a table, a column, a row, an answer that had been missing.
    Patch   anything else: corrections, withdrawals, remarks, figures that follow from them.
    """
    referenced = referenced_tables()
    return min((_level_of(change, referenced) for change in changes), default=PATCH)


def _level_of(judged: JudgedChange, referenced: frozenset[str]) -> int:
    change = judged.change
    if change.kind in (TABLE_GONE, COLUMN_REMOVED, MEANING_CHANGED):
        return MAJOR
    if change.kind == ROW_REMOVED and change.table in referenced and judged.nature != COMPUTED:
        return MAJOR
    if change.kind in (TABLE_ADDED, COLUMN_ADDED) or judged.nature == UPDATE:
        return MINOR
    return PATCH


def next_version(newest: str, changes: Iterable[JudgedChange]) -> str:
    """Give the number after `newest`."""
    numbers = version_numbers(newest)
    place = level(changes)
    numbers[place] += 1
    return ".".join(map(str, [*numbers[: place + 1], *[0] * (PATCH - place)]))


def version_numbers(version: str) -> list[int]:
    """Give the three numbers of a version, for sorting."""
    return [int(number) for number in version.split(".")]
