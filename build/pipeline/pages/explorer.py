"""The data of the case explorer at /cases/: the newest edition of every case, column by column, as compact JSON.

`cases.json` holds what can be filtered, sorted and shown; `texts.json` holds the long answers and is asked for only
when they are needed (a free text search, a column of them); `errata.json` says which values were corrected. The
comparison page reads that too. What is only filtered by stands in explorer_derived.

Which columns there are, and what the explorer does with each, stands beside the column in the schemas, under `explorer`:
`shown`, `official` and `facet` are its places among the columns that are shown at first, those of the official list, and
the filters; `searched`: words are looked for in it; `long`: a text fetched only when needed; `saysItself`: its choices
need no title before them; `near`: a size to be near to; `choices`: the table and column that its choices stand in.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.identity import Identity
from pipeline.pages.explorer_derived import DERIVED_FACETS, derived_columns, missing_digits
from pipeline.pages.history_view import HistoryView
from pipeline.pages.model import Model, case_key
from pipeline.pages.search import synonyms
from pipeline.pages.templates import case_title
from pipeline.rows import Described
from pipeline.schemas import STATUS_LABELS, STATUSES, Field, narratives, published_schemas, source_schemas, value_tables

_FOLDER = "cases"
USES = {"shown": "shown", "searched": "searched", "says_itself": "saysItself", "near": "near"}
LAST = 10**6
COUNTABLE = ("integer", "number")


@dataclass(frozen=True)
class Answers:
    """One question: its field, and of every case the values it gave and why it has none.

    A column without a status beside it (the basis of a match, a note) is blank where it is empty: it does not apply there.
    """

    field: Field
    values: list[list[Any]]
    statuses: list[str]


def write_explorer(model: Model, docs: Path, identity: Identity) -> None:
    """Write the data of the explorer beside the page that will ask for it."""
    folder = docs / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "cases.json", explorer_data(model, identity))
    _write(folder / "texts.json", {"columns": [_column(model, f) for f in _long_texts()]})
    _write(folder / "errata.json", case_errata(model))


def explorer_data(model: Model, identity: Identity) -> dict[str, Any]:
    """Give every case, known ones first, with the words for what is missing and the state of the data."""
    columns = [_column(model, f) for f in explorer_fields() if "long" not in f.explorer_use]
    return {
        "release": identity.data_version,
        "date": identity.data_date,
        "statuses": [{"name": status, "label": STATUS_LABELS[status]} for status in STATUSES],
        "synonyms": synonyms(model),
        "count": len(model.cases),
        "columns": [*columns, *derived_columns(model)],
        "official": [f.column for f in _placed("official")],
        "texts": [{"name": f.column, "title": f.title} for f in _long_texts()],
        "facets": facets(),
    }


@cache
def explorer_fields() -> tuple[Field, ...]:
    """List the columns of the explorer: those shown at first, in their order, then the others as the schemas have them."""
    survey = source_schemas()["survey_cases"].by_column
    others = [f for f in published_schemas()["cases"].fields if f.column not in survey]
    fields = [f for f in (*others, *survey.values()) if f.explorer is not None]
    return tuple(sorted(fields, key=lambda f: f.explorer_use.get("shown", LAST)))


def _placed(use: str) -> list[Field]:
    """List the columns that have a place in one use, in its order."""
    return sorted((f for f in explorer_fields() if use in f.explorer_use), key=lambda f: f.explorer_use[use])


def _long_texts() -> list[Field]:
    return [f for f in explorer_fields() if "long" in f.explorer_use]


def facets() -> list[str]:
    places = {f.column: f.explorer_use["facet"] for f in _placed("facet")} | DERIVED_FACETS
    return sorted(places, key=places.__getitem__)


def case_errata(model: Model) -> dict[str, dict[str, list[str]]]:
    """Give, by case and column, the ids of the corrections of its newest edition, oldest first."""
    errata = HistoryView(model).errata_by_case
    found: dict[str, dict[str, list[str]]] = {}
    for case in model.cases:
        for row in reversed(errata.get(case["case_id"], [])):
            if row["edition"] == case["edition"]:
                cells = found.setdefault(case["case_id"], {})
                cells.setdefault(row["anchor"], []).append(row["erratum_id"])
    return found


def _write(path: Path, data: dict[str, Any]) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _answers(model: Model, field: Field) -> Answers:
    values = _values(model, field.column)
    if field.is_answer:
        return Answers(field, values, [str(case[f"{field.column}_status"]) for case in model.cases])
    return Answers(field, values, ["answered" if given else "blank" for given in values])


def _values(model: Model, name: str) -> list[list[Any]]:
    """Give of every case what it says in a column: nothing, one value, or several."""
    if name in narratives():
        return [[text] if (text := model.narrative(case, name)) else [] for case in model.cases]
    if name not in value_tables():
        return [[] if case[name] is None else [case[name]] for case in model.cases]
    table, column = value_tables()[name]
    children = model.by_case(table)
    return [[row[column] for row in children.get(case_key(case), [])] for case in model.cases]


def _column(model: Model, field: Field) -> Described:
    """Describe one column and give its value for every case.

    Missing  `missing` says why; a missing number is null, a missing choice an empty list, a missing text empty. The
             service name alone is filled: it is what a case is called, also when its service has no known name.
    """
    answers = _answers(model, field)
    head: Described = {"name": field.column, "title": field.title, "unit": field.unit}
    head |= {name: use in field.explorer_use for name, use in USES.items()}
    head |= {"is_answer": field.is_answer, "missing": missing_digits(answers.statuses)}
    if field.column == "service_name":
        return head | {"kind": "text", "values": [case_title(case) for case in model.cases]}
    if field.type in COUNTABLE:
        return head | {"kind": "number", "values": [_only(values) for values in answers.values]}
    choices = _choices(model, answers)
    if not choices:
        return head | {"kind": "text", "values": [_only(values) or "" for values in answers.values]}
    return head | _choice_column(answers, choices)


def _only(values: list[Any]) -> Any:
    return values[0] if values else None


def _choice_column(answers: Answers, choices: list[Any]) -> Described:
    """Write choices as numbers: one per case, or a list of them where a case may give several."""
    given = {value for values in answers.values for value in values}
    kept = [choice for choice in choices if choice in given] + sorted(given - set(choices), key=str)
    places = {choice: place for place, choice in enumerate(kept)}
    codes = [[places[value] for value in values] for values in answers.values]
    several = answers.field.is_multiple
    return {
        "kind": "choice",
        "several": several,
        "is_boolean": answers.field.type == "boolean",
        "keys": [json.dumps(choice) if isinstance(choice, bool) else str(choice) for choice in kept],
        "labels": [_label(answers.field, choice) for choice in kept],
        "codes": codes if several else [code[0] if code else -1 for code in codes],
    }


def _label(field: Field, choice: Any) -> str:
    if isinstance(choice, bool):
        return field.true_values[0] if choice else field.false_values[0]
    return dict(field.categories).get(choice, str(choice))


def _choices(model: Model, answers: Answers) -> list[Any]:
    """List what a column may say, in the order of its code list; nothing for free text that is no filter."""
    field = answers.field
    if field.type == "boolean":
        return [True, False]
    if enum := field.constraints.get("enum"):
        return list(enum)
    if place := _code_column(field):
        table, column = place
        return list(dict.fromkeys(row[column] for row in model.tables[table]))
    is_filter = "facet" in field.explorer_use
    return sorted({value for values in answers.values for value in values}) if is_filter else []


def _code_column(field: Field) -> tuple[str, str] | None:
    """Name the published table and column that list the choices of a column."""
    if stated := field.explorer_use.get("choices"):
        table, column = stated.split(".")
        return table, column
    if not field.code_field:
        return None
    return field.code_table, source_schemas()[field.code_table].field_named(field.code_field).column
