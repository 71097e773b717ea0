"""The data of the case explorer at /cases/: the newest edition of every case, column by column, as compact JSON.

`cases.json` holds what can be filtered, sorted and shown; `texts.json` holds the long answers and is asked for only
when they are needed (a free text search, a column of them); `errata.json` says which values were corrected. The
comparison page reads that too. What is only filtered by stands in explorer_derived.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.identity import Identity
from pipeline.pages.explorer_derived import derived_columns
from pipeline.pages.history_view import HistoryView
from pipeline.pages.model import CHILD_TABLES, Model, Row, case_key
from pipeline.pages.search import synonyms
from pipeline.pages.templates import case_title
from pipeline.schemas import STATUS_LABELS, STATUSES, Field, published_schemas, source_schemas

Column = dict[str, Any]
FOLDER = "cases"
# Shown before a reader chooses, in the order of interest. The rest can be added.
SHOWN = (
    "service_name",
    "prefecture_name",
    "participant_count",
    "annual_cost_band",
    "selection_method",
    "contact_office",
    "introduced_year",
)
# What the official list shows, in its order.
OFFICIAL = (
    "service_name",
    "category",
    "system_type",
    "prefecture_name",
    "introduced_year",
    "introduced_month",
    "participant_count",
    "population_10k",
    "staff_thousand",
    "initial_cost_band",
    "annual_cost_band",
    "has_national_subsidy",
    "has_prefecture_burden",
    "apportionment_bases",
    "selection_method",
)
ADDED = (
    "category",
    "system_type",
    "introduced_month",
    "population_10k",
    "staff_thousand",
    "initial_cost_band",
    "has_national_subsidy",
    "has_prefecture_burden",
    "apportionment_bases",
    "system_name",
    "supplier_name",
    "region",
    "environment",
    "is_introduced_in_prefecture",
    "procurement_group",
    "roster_scope",
    "subsidies",
    "specification_body",
    "selection_body",
    "contract_body",
    "coordinator",
    "operator",
    "is_tender_document_available",
    "is_specification_available",
    "is_criteria_available",
    "contact_point",
    "certainty",
    "official_match",
    "match_basis",
    "edition",
    "case_id",
)
TEXTS = (
    "initial_cost_breakdown",
    "annual_cost_breakdown",
    "apportionment_rule",
    "legal_basis",
    "background",
    "effects",
    "process",
    "challenges",
    "note",
)
FACETS = (
    "system_type",
    "prefecture_name",
    "region",
    "participant_count",
    "population_10k",
    "has_towns",
    "annual_cost_band",
    "initial_cost_band",
    "selection_method",
    "supplier_name",
    "has_contact",
    "is_tender_document_available",
    "is_specification_available",
    "is_criteria_available",
    "introduced_year",
    "category",
    "has_national_subsidy",
    "subsidies",
    "environment",
    "apportionment_bases",
    "certainty",
    "official_match",
    "match_basis",
)
# What a free text search looks through, besides the long answers.
SEARCHED = (
    "service_name",
    "category",
    "system_type",
    "system_name",
    "prefecture_name",
    "region",
    "supplier_name",
    "procurement_group",
    "environment",
    "subsidies",
    "apportionment_bases",
    "selection_method",
    "coordinator",
    "operator",
    "contact_office",
    "case_id",
    *TEXTS,
)
CODE_TABLES = {
    "category": ("system_types", "category"),
    "system_type": ("system_types", "system_type"),
    "region": ("prefectures", "region"),
    "prefecture_name": ("prefectures", "prefecture_name"),
    "edition": ("editions", "edition"),
}
COUNTABLE = ("integer", "number")


@dataclass(frozen=True)
class Answers:
    """One question: its field, and of every case the values it gave and why it has none.

    A column without a status beside it (the basis of a match, a note) is blank where it is empty: it does not apply there.
    """

    field: Field
    is_answer: bool
    values: list[list[Any]]
    statuses: list[str]

    @property
    def missing(self) -> str:
        """One digit per case: the place of its status in STATUSES. Empty when every case answered."""
        digits = "".join(str(STATUSES.index(status)) for status in self.statuses)
        return digits if digits.strip("0") else ""


def write_explorer(model: Model, docs: Path, identity: Identity) -> None:
    """Write the data of the explorer beside the page that will ask for it."""
    folder = docs / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "cases.json", explorer_data(model, identity))
    _write(folder / "texts.json", {"columns": [_column(model, name) for name in TEXTS]})
    _write(folder / "errata.json", case_errata(model))


def explorer_data(model: Model, identity: Identity) -> dict[str, Any]:
    """Give every case, known ones first, with the words for what is missing and the state of the data."""
    return {
        "release": identity.data_version,
        "date": identity.data_date,
        "statuses": [{"name": status, "label": STATUS_LABELS[status]} for status in STATUSES],
        "synonyms": synonyms(model),
        "count": len(model.cases),
        "columns": [*(_column(model, name) for name in (*SHOWN, *ADDED)), *derived_columns(model)],
        "official": list(OFFICIAL),
        "texts": [{"name": f.column, "title": f.title} for f in map(_field, TEXTS)],
        "facets": list(FACETS),
    }


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


def _field(name: str) -> Field:
    """Find a column among the published ones, then among those that are published as tables of their own."""
    fields = (*published_schemas()["cases"].fields, *source_schemas()["survey_cases"].fields)
    return next(f for f in fields if f.column == name)


def _answers(model: Model, name: str) -> Answers:
    field = _field(name)
    is_answer = f"{name}_status" in published_schemas()["cases"].columns
    values = _values(model, name)
    if is_answer:
        return Answers(field, is_answer, values, [str(case[f"{name}_status"]) for case in model.cases])
    return Answers(field, is_answer, values, ["answered" if given else "blank" for given in values])


def _values(model: Model, name: str) -> list[list[Any]]:
    """Give of every case what it says in a column: nothing, one value, or several."""
    if name not in CHILD_TABLES:
        return [[] if case[name] is None else [case[name]] for case in model.cases]
    table, column = CHILD_TABLES[name]
    children = model.by_case(table)
    return [[row[column] for row in children.get(case_key(case), [])] for case in model.cases]


def _column(model: Model, name: str) -> Column:
    """Describe one column and give its value for every case.

    Missing  `missing` says why; a missing number is null, a missing choice an empty list, a missing text empty. The
             service name alone is filled: it is what a case is called, also when its service has no known name.
    """
    answers = _answers(model, name)
    head: Column = {
        "name": name,
        "title": answers.field.title,
        "unit": answers.field.unit,
        "group": answers.field.group,
    }
    head |= {"shown": name in SHOWN, "facet": name in FACETS, "searched": name in SEARCHED}
    head |= {"is_answer": answers.is_answer, "missing": answers.missing}
    if name == "service_name":
        return head | {"kind": "text", "values": [case_title(case) for case in model.cases]}
    if answers.field.type in COUNTABLE:
        return head | {"kind": "number", "values": [_only(values) for values in answers.values]}
    choices = _choices(model, answers)
    if not choices:
        return head | {"kind": "text", "values": [_only(values) or "" for values in answers.values]}
    return head | _choice_column(answers, choices)


def _only(values: list[Any]) -> Any:
    return values[0] if values else None


def _choice_column(answers: Answers, choices: list[Any]) -> Column:
    """Write choices as numbers: one per case, or a list of them where a case may give several."""
    given = {value for values in answers.values for value in values}
    kept = [choice for choice in choices if choice in given] + sorted(given - set(choices), key=str)
    places = {choice: place for place, choice in enumerate(kept)}
    codes = [[places[value] for value in values] for values in answers.values]
    several = answers.field.column in CHILD_TABLES
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
    """List what a column may say, in the order of its code list; nothing for free text."""
    field = answers.field
    if field.type == "boolean":
        return [True, False]
    if field.column == "supplier_name":
        return sorted({value for values in answers.values for value in values})
    if enum := field.constraints.get("enum"):
        return list(enum)
    table, column = CODE_TABLES.get(field.column, (field.code_table, CHILD_TABLES.get(field.column, ("", ""))[1]))
    if not table:
        return []
    return _distinct(model.tables[table], column or _first_column(table))


def _first_column(table: str) -> str:
    return published_schemas()[table].columns[0]


def _distinct(rows: Iterable[Row], column: str) -> list[Any]:
    return list(dict.fromkeys(row[column] for row in rows))
