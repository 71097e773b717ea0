"""The pages that give an overview: home, status, cases and systems. Those by place stand in place_pages."""

from collections.abc import Callable
from typing import Any

from pipeline.identity import Identity
from pipeline.pages.charts import ChartBook
from pipeline.pages.compare_page import compare
from pipeline.pages.coverage_page import coverage
from pipeline.pages.explorer import case_errata
from pipeline.pages.model import EXISTENCE_ONLY, Model, Row, group_rows
from pipeline.pages.overview_charts import (
    category_figures,
    choice_figure,
    edition_context,
    in_official_edition,
    official_total,
    years_figure,
)
from pipeline.pages.place_pages import municipalities, participation, prefectures

Context = dict[str, Any]
MakeContext = Callable[[Model, Identity, ChartBook], Context]
CASES_ON_ONE_PAGE = 1000
LATEST_AT_MOST = 5


def home(model: Model, identity: Identity, charts: ChartBook) -> Context:
    """Say what this is and let each reader start."""
    return {
        "total": official_total(model),
        "prefectures_by_region": group_rows(model.tables["prefectures"], "region"),
        "municipality_count": len(model.tables["municipalities"]),
        "system_type_count": len(model.system_types),
        "categories": in_official_edition(model.tables["case_counts_by_category"]),
        "types_by_category": group_rows(in_official_edition(model.tables["case_counts_by_system_type"]), "category"),
        "errata": model.tables["errata"][:LATEST_AT_MOST],
        "later_cases": model.later_cases[:LATEST_AT_MOST],
        "later_count": len(model.later_cases),
        "table_count": len(model.tables),
    } | edition_context(model, identity)


def status(model: Model, identity: Identity, charts: ChartBook) -> Context:
    """Show how many cases there are of which kind, ours beside the official count."""
    answers = [choice_figure(model, charts, *question) for question in STATUS_QUESTIONS]
    return {
        "total": official_total(model),
        "categories": in_official_edition(model.tables["case_counts_by_category"]),
        "types": in_official_edition(model.tables["case_counts_by_system_type"]),
        "category_figures": category_figures(model, charts),
        "years": years_figure(model, charts),
        "answers": [figure for figure in answers if figure],
    } | edition_context(model, identity)


STATUS_QUESTIONS = (
    ("initial_cost_band", "counted_steps", "（円）"),
    ("annual_cost_band", "counted_steps", "（円）"),
    ("selection_method", "counted_answers", ""),
    ("has_prefecture_burden", "counted_steps", ""),
)


def cases(model: Model, identity: Identity, charts: ChartBook) -> Context:
    """List every case with the 14 columns of the official list, or, when there are too many, the ways to them."""
    is_listed = len(model.cases) <= CASES_ON_ONE_PAGE
    return {
        "total": official_total(model),
        "case_count": len(model.cases),
        "later_ids": {case["case_id"] for case in model.later_cases},
        "known": [case for case in model.cases if is_listed and case["certainty"] != EXISTENCE_ONLY],
        "existing": [case for case in model.cases if is_listed and case["certainty"] == EXISTENCE_ONLY],
        "is_listed": is_listed,
        "cases_on_one_page": CASES_ON_ONE_PAGE,
        "places": [
            row | {"count": len(model.cases_by_prefecture.get(row["prefecture_code"], []))}
            for row in model.tables["prefectures"]
        ],
        "bases": {
            key: "、".join(row["apportionment_basis"] for row in rows)
            for key, rows in model.by_case("case_apportionments").items()
        },
        "errata": case_errata(model),
    } | edition_context(model, identity)


def systems(model: Model, identity: Identity, charts: ChartBook) -> Context:
    """List the system types by category with their counts and the prefectures that have them."""
    counts = in_official_edition(model.tables["case_counts_by_system_type"])
    return {
        "system_type_count": len(model.system_types),
        "total": official_total(model),
        "categories": in_official_edition(model.tables["case_counts_by_category"]),
        "types": group_rows((row | _type_places(model, row["system_type_code"]) for row in counts), "category"),
    } | edition_context(model, identity)


def _type_places(model: Model, code: str) -> Row:
    """Describe a type and list the prefectures with recorded cases of it, in any edition."""
    places = group_rows(
        sorted(model.cases_by_type.get(code, []), key=lambda c: c["prefecture_code"]), "prefecture_code"
    )
    named = [
        {"prefecture_code": key, "prefecture_name": found[0]["prefecture_name"], "count": len(found)}
        for key, found in places.items()
    ]
    return {"places": named, "text": model.system_types[code]["system_type_description"]}


OVERVIEW_PAGES: dict[str, tuple[str, MakeContext]] = {
    "": ("index.md.jinja", home),
    "status": ("status.md.jinja", status),
    "cases": ("cases.md.jinja", cases),
    "compare": ("compare.md.jinja", compare),
    "systems": ("systems.md.jinja", systems),
    "participation": ("participation.md.jinja", participation),
    "prefectures": ("prefectures.md.jinja", prefectures),
    "municipalities": ("municipalities.md.jinja", municipalities),
    "coverage": ("coverage.md.jinja", coverage),
}
