"""What the cases can be filtered by beside their columns: whether they name a contact, and whether towns take part."""

from collections.abc import Iterable
from typing import Any

from pipeline.pages.model import Model, case_key
from pipeline.rows import Row
from pipeline.schemas import STATUSES

# Their places among the filters; those of the other columns stand in the schemas.
DERIVED_FACETS = {"has_towns": 60, "has_contact": 110}
SMALL = ("町", "村")


def derived_columns(model: Model) -> list[dict[str, Any]]:
    """Give the two columns as explorer.json has them; they are shown as filters only, and in no download."""
    return [
        _yes_or_no("has_contact", "問い合わせ先の記載", [_has_contact(case) for case in model.cases]),
        _yes_or_no("has_towns", "町村の参加", _towns_take_part(model)),
    ]


def _has_contact(case: Row) -> tuple[bool | None, str]:
    if case["contact_office"] is not None or case["contact_point"] is not None:
        return True, "answered"
    return None, case["contact_office_status"]


def _towns_take_part(model: Model) -> list[tuple[bool | None, str]]:
    """Yes when one town or village is known to take part, no when all are known not to; otherwise not collected."""
    kinds = {row["municipality_code"]: row["kind"] for row in model.tables["municipalities"]}
    found: dict[tuple[str, str], set[str]] = {}
    for row in model.tables["participations"]:
        if kinds[row["municipality_code"]] in SMALL:
            found.setdefault(case_key(row), set()).add(row["participation"])
    return [_answer(found.get(case_key(case), set())) for case in model.cases]


def _answer(known: set[str]) -> tuple[bool | None, str]:
    if "joined" in known:
        return True, "answered"
    return (False, "answered") if known == {"not_joined"} else (None, "not_collected")


def missing_digits(statuses: Iterable[str]) -> str:
    """Write one digit per case: the place of its status in STATUSES. Empty when every case answered."""
    digits = "".join(str(STATUSES.index(status)) for status in statuses)
    return digits if digits.strip("0") else ""


def _yes_or_no(name: str, title: str, answers: list[tuple[bool | None, str]]) -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "unit": "",
        "kind": "choice",
        "several": False,
        "is_boolean": True,
        "derived": True,
        "shown": False,
        "missing": missing_digits(status for _, status in answers),
        "keys": ["true", "false"],
        "labels": ["あり", "なし"],
        "codes": [-1 if value is None else 0 if value else 1 for value, _ in answers],
    }
