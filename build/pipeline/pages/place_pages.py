"""The overview pages by place: participation, prefectures, municipalities."""

from collections.abc import Iterable

from markupsafe import Markup

from pipeline.pages.model import Model, group_rows
from pipeline.pages.page import Context, Inputs
from pipeline.rows import Row
from pipeline.schemas import STATUS_LABELS, STATUSES

FIRST_TYPE = "facility-reservation"  # the type that the official participation screen is shown with
TILE_KINDS = {"half_or_more": "half", "under_half": "some", "share_unknown": "unknown", "no_case": "none"}
UNKNOWN_COUNTS = {"withheld": "×", "unknown": "-", "blank": "空欄", "not_collected": "未収録", "withdrawn": "取下"}


def participation(inputs: Inputs) -> Context:
    """Show, for every type with a record or an official figure, who takes part, by place and by period."""
    model = inputs.model
    totals = model.shown("participation_by_system_type")
    shown = [row for row in totals if row["case_count"] or row["official_participant_count"] is not None]
    sections = [
        _type_section(model, row) for row in sorted(shown, key=lambda row: row["system_type_code"] != FIRST_TYPE)
    ]
    return {
        "sections": sections,
        "unshown": [row for row in totals if row not in shown],
    }


def _type_section(model: Model, total: Row) -> Row:
    code = total["system_type_code"]
    rows = model.shown("participation_by_prefecture_and_system_type", system_type_code=code)
    cases = _shown_cases(model, code)
    years = _introduction_years(cases)
    known = [year for found in years.values() for year in found if year is not None]
    periods = model.shown("introductions_cumulative_by_system_type")
    return total | {
        "regions": group_rows((row for row in rows if _is_told(row)), "region"),
        "untold_count": sum(not _is_told(row) for row in rows),
        "tiles": [_tile(model.prefectures[row["prefecture_code"]], row, years) for row in rows],
        "years": (min(known), max(known)) if len(set(known)) > 1 else None,
        "periods": [
            row
            | {"missing": _missing_counts(case for case in cases if case["introduced_year"] == row["introduced_year"])}
            for row in periods
            if row["system_type_code"] == code and row["case_count"]
        ],
        "missing": _missing_counts(cases),
    }


def _is_told(row: Row) -> bool:
    """Whether a prefecture has a recorded case or an official figure, so that its row says something."""
    return bool(row["case_count"]) or row["official_participant_count"] is not None


def _shown_cases(model: Model, code: str) -> list[Row]:
    """List the cases of a type that the counts of the official edition hold."""
    return model.shown("cases", system_type_code=code, is_withdrawn=False)


def _introduction_years(cases: list[Row]) -> dict[str, list[int | None]]:
    """Give, by prefecture, the year of introduction of every case, None where unknown."""
    places = group_rows(cases, "prefecture_code")
    return {place: [row["introduced_year"] for row in rows] for place, rows in places.items()}


def _missing_counts(cases: Iterable[Row]) -> list[str]:
    """Name the statuses of the participant counts that are missing, each once."""
    found = {case["participant_count_status"] for case in cases}
    return [status for status in STATUSES if status in found - {"answered"}]


def _tile(place: Row, row: Row, years: dict[str, list[int | None]]) -> Row:
    """Write one prefecture of the tile map; the official number stands below ours where a screen shows one.

    `years` of a tile are those of its cases for the slider, "?" where a year is not known.
    """
    official = row["official_participant_count"]
    below = Markup('<span class="tile__official" aria-hidden="true">公表 {}</span>').format(official)
    return {
        "code": row["prefecture_code"],
        "name": row["prefecture_name"],
        "column": place["tile_column"],
        "row": place["tile_row"],
        "kind": TILE_KINDS[row["share_class"]],
        "text": Markup("{}{}").format(_tile_text(row), below if official is not None else ""),
        "title": _tile_title(row),
        "href": f"../prefectures/{row['prefecture_code']}/",
        "years": " ".join(str(year or "?") for year in years.get(row["prefecture_code"], [])),
    }


def _tile_text(row: Row) -> str:
    if row["share_class"] == "no_case":
        return UNKNOWN_COUNTS["not_collected"]
    if row["participant_count"] is None:
        return UNKNOWN_COUNTS[row["participant_count_status"]]
    return f"{row['participant_count']}/{row['municipality_count']}"


def _tile_title(row: Row) -> str:
    """Say a tile in words, for those who do not see it; where there is nothing but its text, that says it all."""
    official = row["official_participant_count"]
    beside = "" if official is None else f"、公表では {official} 市区町村が参加"
    if row["share_class"] == "no_case":
        return f"：収録した事例はない{beside}" if beside else ""
    if row["participant_count"] is None:
        return f"：事例はあるが参加数は{STATUS_LABELS[row['participant_count_status']]}{beside}"
    return f"：{row['municipality_count']} 市区町村のうち {row['participant_count']} が参加{beside}"


def prefectures(inputs: Inputs) -> Context:
    """Show the matrix of system types and prefectures, and the prefectures by region."""
    model = inputs.model
    counts = group_rows(model.shown("case_counts_by_prefecture_and_system_type"), "system_type_code")
    totals = {row["system_type_code"]: row for row in model.shown("case_counts_by_system_type")}
    coverage = {row["prefecture_code"]: row for row in model.shown("coverage_by_prefecture")}
    types = group_rows(model.tables["system_types"], "category")
    return {
        "columns": [{"name": row["prefecture_name"]} for row in model.tables["prefectures"]],
        "groups": [
            {"name": category, "rows": [_matrix_row(row, totals, counts) for row in rows]}
            for category, rows in types.items()
        ],
        "regions": group_rows(
            (row | coverage[row["prefecture_code"]] for row in model.tables["prefectures"]), "region"
        ),
        "shown_count": sum(row["reported_type_count"] is not None for row in coverage.values()),
        "later_count": len(model.later_cases),
    }


def _matrix_row(system_type: Row, totals: dict[str, Row], counts: dict[str, list[Row]]) -> Row:
    code = system_type["system_type_code"]
    return {
        "name": system_type["system_type"],
        "href": f"../systems/{code}/",
        "total": _matrix_total(totals[code]),
        "cells": [_matrix_cell(row) for row in counts[code]],
    }


def _matrix_total(row: Row) -> str:
    official = row["official_prefecture_count"]
    return f"{row['prefecture_count']} / {'−' if official is None else official}"


REPORT_KINDS = {"reported": "official", "not_reported": "none", "not_shown": "unknown", "withdrawn": "unknown"}
REPORT_WORDS = {
    "reported": "公表あり",
    "not_reported": "公表なし",
    "not_shown": "公表は未確認",
    "withdrawn": "公表は取下げ",
}


def _matrix_cell(row: Row) -> Row:
    """Draw what we have recorded and what the official matrix says as a dot, and say it in words."""
    report = row["official_report"]
    place = {"place": row["prefecture_name"], "href": f"{row['prefecture_code']}/"}
    if not row["case_count"]:
        return place | {"kind": REPORT_KINDS[report], "dot": "", "words": REPORT_WORDS[report]}
    return place | {"kind": "recorded", "dot": str(row["case_count"]), "words": f"件収録、{REPORT_WORDS[report]}"}


def municipalities(inputs: Inputs) -> Context:
    """List all municipalities by prefecture, in the order of their codes."""
    model = inputs.model
    return {
        "regions": group_rows(model.tables["prefectures"], "region"),
        "municipalities": model.municipalities_by_prefecture,
        "municipality_count": len(model.tables["municipalities"]),
        "case_counts": _case_counts(model.cases),
    }


def _case_counts(cases: Iterable[Row]) -> dict[str, int]:
    return {code: len(rows) for code, rows in group_rows(cases, "prefecture_code").items()}
