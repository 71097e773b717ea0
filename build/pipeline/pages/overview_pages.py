"""The pages that give an overview: home, status, cases and systems. Those by place stand in place_pages."""

from pipeline.pages.explorer import case_errata
from pipeline.pages.model import Model, group_rows
from pipeline.pages.overview_charts import category_figures
from pipeline.pages.page import Context, Inputs
from pipeline.rows import Row
from pipeline.schemas import EXISTENCE_ONLY

CASES_ON_ONE_PAGE = 1000
LATEST_AT_MOST = 5
EFFECTS_AT_MOST = 4
EFFECT_LENGTH_AT_MOST = 120


def home(inputs: Inputs) -> Context:
    """Say what this is and let each reader start."""
    model = inputs.model
    return {
        "total": model.total,
        "prefectures_by_region": group_rows(model.tables["prefectures"], "region"),
        "municipality_count": len(model.tables["municipalities"]),
        "system_type_count": len(model.system_types),
        "categories": model.shown("case_counts_by_category"),
        "types_by_category": group_rows(model.shown("case_counts_by_system_type"), "category"),
        "official_bars": _official_bars(model),
        "cost_bands": _cost_bands(model),
        "told_effects": _told_effects(model),
        "errata": model.tables["errata"][:LATEST_AT_MOST],
        "later_cases": model.later_cases[:LATEST_AT_MOST],
        "later_count": len(model.later_cases),
        "table_count": len(model.tables),
    }


def _official_bars(model: Model) -> list[Row]:
    """List the types that the official screens count, the most frequent first."""
    counted = [row for row in model.shown("case_counts_by_system_type") if row["official_case_count"]]
    ordered = sorted(counted, key=lambda row: -row["official_case_count"])
    return [
        {
            "label": row["system_type"],
            "value": row["official_case_count"],
            "href": f"systems/{row['system_type_code']}/",
        }
        for row in ordered
    ]


def _told_effects(model: Model) -> list[Row]:
    """Take short effects from cases of different prefectures and system types, those known best first."""
    told = [case | {"effects": model.narrative(case, "effects")} for case in model.cases]
    short = [case for case in told if 0 < len(case["effects"]) <= EFFECT_LENGTH_AT_MOST]
    of_each_type = {case["system_type_code"]: case for case in reversed(short)}
    of_each_place = {case["prefecture_code"]: case for case in short if case in of_each_type.values()}
    return list(of_each_place.values())[:EFFECTS_AT_MOST]


def _cost_bands(model: Model) -> dict[str, list[Row]]:
    """Count, for every type with a known yearly cost, the cases in each band."""
    known = [
        {"system_type": row["system_type"], "label": row["cost_band"], "value": row["case_count"]}
        for row in model.shown("cost_bands_by_system_type")
        if row["cost_kind"] == "annual" and row["cost_band"] is not None and row["case_count"]
    ]
    return group_rows(known, "system_type")


def status(inputs: Inputs) -> Context:
    """Show how many cases there are of which kind, ours beside the official count."""
    model = inputs.model
    figures = category_figures(model, inputs.charts)
    return {
        "total": model.total,
        "categories": model.shown("case_counts_by_category"),
        "types": model.shown("case_counts_by_system_type"),
        "category_figures": figures,
        "figures": list(figures.values()),
    }


def cases(inputs: Inputs) -> Context:
    """List every case with the 14 columns of the official list, or, when there are too many, the ways to them."""
    model = inputs.model
    is_listed = len(model.cases) <= CASES_ON_ONE_PAGE
    return {
        "total": model.total,
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
    }


def systems(inputs: Inputs) -> Context:
    """List the system types by category with their counts and the prefectures that have them."""
    model = inputs.model
    counts = model.shown("case_counts_by_system_type")
    return {
        "system_type_count": len(model.system_types),
        "total": model.total,
        "categories": model.shown("case_counts_by_category"),
        "types": group_rows((row | _type_places(model, row["system_type_code"]) for row in counts), "category"),
    }


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
