"""/compare/: the empty table that compare.js fills: every question of the survey, in its groups."""

from typing import Any

from pipeline.pages.page import Inputs
from pipeline.schemas import Field, narratives, published_schemas, source_schemas, value_tables

_HEADING = ("service_name", "case_id")
_FIRST = ("system_type", "category", "prefecture_name", "region", "edition")


def compare_cases(inputs: Inputs) -> dict[str, Any]:
    """List what is compared, group by group, and where answers of several values stand in a case of the API."""
    groups: dict[str, list[Field]] = {}
    for field in source_schemas()["survey_cases"].fields:
        if field.explorer is not None and field.column not in (*_HEADING, *_FIRST):
            groups.setdefault(field.group, []).append(field)
    named = {field.column: field for field in published_schemas()["cases"].fields}
    return {
        "groups": [("事例", [named[name] for name in _FIRST]), *groups.items()],
        "children": {name: column for name, (_, column) in value_tables().items()}
        | dict.fromkeys(narratives(), "point"),
        "narratives": narratives(),
    }
