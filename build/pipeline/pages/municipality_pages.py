"""/municipalities/<code>/: what a municipality takes part in, what it does not, and what is not known."""

from collections.abc import Iterator
from typing import Any

from pipeline.pages.decisions import Decisions
from pipeline.pages.history_view import HistoryView
from pipeline.pages.model import Model, Row, case_key, group_rows
from pipeline.pages.page import Inputs
from pipeline.pages.shared_markup import CaseEntries, candidate_entries, municipality_chips
from pipeline.pages.stamp import EntityPage
from pipeline.pages.templates import template

STATES = ("joined", "not_joined", "unknown")


def municipality_pages(inputs: Inputs) -> Iterator[EntityPage]:
    """Give the page of every municipality."""
    model = inputs.model
    page, decisions = template("municipality.html.jinja"), Decisions(model)
    participations = _newest_participations(model)
    entries, history = CaseEntries(), HistoryView(model)
    shared = {code: _prefecture_context(model, code) for code in model.prefectures}
    for municipality in model.tables["municipalities"]:
        code, prefecture_code = municipality["municipality_code"], municipality["prefecture_code"]
        name = municipality["municipality_name"]
        prefecture = model.prefectures[prefecture_code]
        states = group_rows(participations.get(code, []), "participation")
        yield EntityPage(
            key=code,
            title=f"{name}（{prefecture['prefecture_name']}）",
            description=f"{prefecture['prefecture_name']}{name}が参加する共同調達、参加していない共同調達、参加が分からない共同調達。",
            body=page.render(
                municipality=municipality,
                decisions=decisions.of_town(code, prefecture_code),
                states={
                    state: [
                        entries.show(row["case"], _words(row), _errata(history, row["case"], code))
                        for row in states.get(state, [])
                    ]
                    for state in STATES
                },
                **shared[prefecture_code],
            ),
        )


def _errata(history: HistoryView, case: Row, code: str) -> tuple[str, ...]:
    """Name the corrections of what is said of one municipality in a case, oldest first."""
    return tuple(
        row["erratum_id"]
        for row in reversed(history.errata_by_case.get(case["case_id"], []))
        if row["table"] == "participations" and row["key"].split(";")[-1] == code
    )


def _words(row: Row) -> str:
    """Say what system a case is, since when, and for those not taking part whom to ask."""
    case = row["case"]
    words = [case["system_name"] or case["system_type"]]
    if row["joined_year"] is not None:
        month = f"{row['joined_month']}月" if row["joined_month"] is not None else ""
        words.append(f"{row['joined_year']}年{month}から参加")
    elif case["introduced_year"] is not None:
        words.append(f"共同調達は{case['introduced_year']}年から")
    if row["participation"] != "joined" and case["contact_office"]:
        words.append(f"問合せ {case['contact_office']}")
    return "・".join(words)


def _newest_participations(model: Model) -> dict[str, list[Row]]:
    """Group participations in the newest edition of each case by municipality, with the case in each row."""
    cases = {case_key(case): case for case in model.cases}
    order = {key: position for position, key in enumerate(cases)}
    rows = (row | {"case": cases[case_key(row)]} for row in model.tables["participations"] if case_key(row) in cases)
    return group_rows(sorted(rows, key=lambda row: order[case_key(row)]), "municipality_code")


def _prefecture_context(model: Model, prefecture_code: str) -> dict[str, Any]:
    return {
        "prefecture": model.prefectures[prefecture_code],
        "has_participations": bool(model.tables["participations"]) or not model.cases,
        "siblings": municipality_chips(model.municipalities_by_prefecture[prefecture_code]),
        "candidates": candidate_entries(model.candidates(prefecture_code)),
    }
