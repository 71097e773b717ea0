"""The number of a case is its address for ever: once released, it is never given to another case."""

from collections.abc import Iterator

from pipeline.check.problems import Problem
from pipeline.history.source_changes import CASES
from pipeline.history.source_rows import SourceRow, SourceTables
from pipeline.messages import say
from pipeline.schemas import source_schemas

_TYPE = "system_type_code"
# What tells a case from another one of the same prefecture.
NAMES = ("system_name", "service_name", "supplier_name", "introduced_year")


Released = list[tuple[str, SourceTables]]


def reused_ids(released: Released, source: SourceTables, root: str) -> Iterator[Problem]:
    """Find the rows of the survey that bear the number of another case that was released.

    Shapes   released: version and source rows of every release, oldest first.
    """
    newest = {case_id for _, case_id in released[-1][1][CASES].rows}
    for (edition, case_id), row in source[CASES].rows.items():
        version, was = _last_released(released, edition, case_id)
        if was is None:
            continue
        is_another = _is_another(was, row) if case_id in newest else not _is_the_same(was, row)
        if is_another:
            facts = {"id": case_id, "release": version, "free": _next_free(case_id, released, source)}
            yield say("case_id_of_another_case", f"{root}/{row.path}", row.number, "事例ID", case_id, **facts)


def _last_released(released: Released, edition: str, case_id: str) -> tuple[str, SourceRow | None]:
    """Find the case as it was released last, in this edition if it ever was in it."""
    for version, tables in reversed(released):
        rows = tables[CASES].rows
        found = [rows[key] for key in sorted(rows, key=lambda key: key[0] != edition) if key[1] == case_id]
        if found:
            return version, found[0]
    return "", None


def _is_another(was: SourceRow, now: SourceRow) -> bool:
    """Tell whether nothing that is known of both rows agrees: neither the type of system nor any name."""
    return was.cells[_TYPE] != now.cells[_TYPE] and not any(_agreements(was, now))


def _is_the_same(was: SourceRow, now: SourceRow) -> bool:
    """Tell whether a case that comes back says what it said before."""
    return was.cells[_TYPE] == now.cells[_TYPE] and all(_agreements(was, now))


def _agreements(was: SourceRow, now: SourceRow) -> list[bool]:
    missing = source_schemas()["survey_cases"].missing
    pairs = [(was.cells[name], now.cells[name]) for name in NAMES]
    return [before == after for before, after in pairs if before not in missing and after not in missing]


def _next_free(case_id: str, released: Released, source: SourceTables) -> str:
    """Give the first number of the prefecture after all that were ever used."""
    used = (key[1] for tables in [*(tables for _, tables in released), source] for key in tables[CASES].rows)
    numbers = [int(name[3:]) for name in used if name[:3] == case_id[:3]]
    return f"{case_id[:3]}{max(numbers) + 1:04d}"
