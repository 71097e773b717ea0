"""Where a published table tells an answer of the survey under another name, or a figure computed from it.

Withdrawing the answer takes these out of old releases and changes as well. No entry is needed for a column of the answer's
own name, and for a row that names the answer (`field`, `topic`).
"""

from dataclasses import dataclass

from pipeline.rows import TextRow

NAMING = ("field", "topic")


@dataclass(frozen=True)
class Retelling:
    """Columns that tell an answer, in the rows whose column `where` says `says`; in all rows when `where` is empty."""

    columns: tuple[str, ...]
    where: str = ""
    says: str = ""

    def is_in(self, row: TextRow) -> bool:
        is_about_it = not self.where or row.get(self.where) == self.says
        return is_about_it and any(row.get(column, "") not in ("", "0") for column in self.columns)


_AMOUNTS = (
    "cost_band",
    "yen_min",
    "yen_max",
    "yen_per_participant_min",
    "yen_per_participant_max",
    "yen_per_1000_min",
    "yen_per_1000_max",
)
_SURVEYED = Retelling(("started_on",), "started_basis", "survey")
RETOLD: dict[str, dict[str, Retelling]] = {
    "cases_wide": {
        "population_10k": Retelling(("population_min", "population_max")),
        "subsidies": Retelling(("subsidy_count",)),
    },
    "cost_ranges": {
        "initial_cost_band": Retelling(_AMOUNTS, "cost_kind", "initial"),
        "annual_cost_band": Retelling(_AMOUNTS, "cost_kind", "annual"),
        "participant_count": Retelling(("yen_per_participant_min", "yen_per_participant_max")),
        "population_10k": Retelling(("yen_per_1000_min", "yen_per_1000_max")),
        "is_introduced_in_prefecture": Retelling(("prefecture_uses_it",)),
    },
    "renewals": {"introduced_year": _SURVEYED, "introduced_month": _SURVEYED},
    "supply": {
        "contact_office": Retelling(("office",), "contact_basis", "case"),
        "contact_point": Retelling(("phone",), "contact_basis", "case"),
    },
}
# Tables that tell an answer of one case in the rows of others: the answer, and the column that tells it.
LENDING = {"supply": {"contact_office": "office", "contact_point": "phone"}}


def retelling(table: str, answer: str) -> tuple[str, ...]:
    """Name the columns of a table that tell an answer under another name, or what was computed from it."""
    found = RETOLD.get(table, {}).get(answer)
    return found.columns if found else ()


def tells(table: str, row: TextRow, answer: str) -> bool:
    """Tell whether a row says what its case answered: in a cell, under another name, or by naming the answer."""
    found = RETOLD.get(table, {}).get(answer)
    is_named = any(row.get(name) == answer for name in NAMING)
    return is_named or bool(row.get(answer)) or bool(found and found.is_in(row))


def editions_told(row: TextRow) -> list[str]:
    """Name the editions that a row gives values of: one, none (""), or the two it compares where it has a value of them."""
    if "previous_edition" not in row:
        return [row.get("edition", "")]
    sides = (("edition", "after"), ("previous_edition", "before"))
    return [row[edition] for edition, value in sides if row.get(value)]
