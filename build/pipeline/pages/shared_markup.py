"""Pieces of entity pages that thousands of pages share: each is rendered once and remembered.

Nearly all the time of a page goes into such pieces (a missing answer, a municipality in a list), and there are few
different ones.
"""

from collections.abc import Iterable
from functools import cache
from types import ModuleType
from typing import cast

from markupsafe import Markup

from pipeline.pages.templates import environment
from pipeline.rows import Row
from pipeline.schemas import source_schemas

_TO_ROOT = "../../"  # every entity page lies two folders deep


@cache
def _macros() -> ModuleType:
    return cast(ModuleType, environment().get_template("components/fragments.jinja").module)


@cache
def field_entry(column: str, status: str, text: str, errata: tuple[str, ...] = ()) -> Markup:
    """Show one answer of a case; `errata` are the ids of its corrections."""
    field = source_schemas()["survey_cases"].by_column[column]
    return Markup(_macros().field_entry(field, status, text, errata))


@cache
def uncollected_fields(columns: tuple[str, ...]) -> Markup:
    """Name the questions of a case that nobody has collected an answer to."""
    fields = [f for f in source_schemas()["survey_cases"].fields if f.column in columns]
    return Markup(_macros().uncollected_fields(fields))


@cache
def municipality_chip(code: str, name: str, year: int | None = None, month: int | None = None) -> Markup:
    """Show one municipality in a list, with the date it joined if there is one."""
    return Markup(_macros().municipality_chip(code, name, _TO_ROOT, year, month))


def municipality_chips(rows: Iterable[Row]) -> Markup:
    """Show the municipalities of participations, or of the list of municipalities."""
    return Markup(
        "".join(
            municipality_chip(
                row["municipality_code"], row["municipality_name"], row.get("joined_year"), row.get("joined_month")
            )
            for row in rows
        )
    )


class CaseEntries:
    """Shows cases in lists; the same case with the same words is rendered once."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str, tuple[str, ...]], Markup] = {}

    def show(self, case: Row, after: str = "", errata: tuple[str, ...] = ()) -> Markup:
        """Show a case with a few words about it; `errata` are the ids of the corrections of these words."""
        key = (case["case_id"], after, errata)
        if key not in self._made:
            self._made[key] = Markup(_macros().case_entry(case, _TO_ROOT, after, errata))
        return self._made[key]
