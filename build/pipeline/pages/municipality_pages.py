"""/municipalities/<code>/: what a municipality takes part in, what it does not, and what is not known."""

from collections.abc import Iterator
from functools import cache, partial
from typing import Any

from pipeline.dates import japanese_date
from pipeline.pages.decisions import Decisions
from pipeline.pages.history_view import HistoryView
from pipeline.pages.model import CaseKey, Model, case_key, group_rows
from pipeline.pages.page import Inputs
from pipeline.pages.shared_markup import CaseEntries
from pipeline.pages.stamp import EntityPage
from pipeline.pages.templates import template
from pipeline.rows import Row

STATES = ("joined", "not_joined", "unknown")
TIER_WORDS = {"A": "後から加わった団体がある", "B": "後から加わった記録はない"}


def municipality_pages(inputs: Inputs) -> Iterator[EntityPage]:
    """Give the page of every municipality."""
    model = inputs.model
    page, decisions = template("municipality.html.jinja"), inputs.decisions
    entries, errata = CaseEntries(), _errata(inputs.history)
    order = {case_key(case): place for place, case in enumerate(model.cases)}
    shared = cache(partial(_prefecture_context, model, decisions))
    for municipality in (m for m in model.tables["municipalities"] if inputs.wants(m["municipality_code"])):
        code, name = municipality["municipality_code"], municipality["municipality_name"]
        context = shared(municipality["prefecture_code"])
        place = context["prefecture"]["prefecture_name"]
        rows = group_rows(_newest_participations(model, order, code), "participation")
        states = {
            state: [
                entries.show(case, _words(row, case, decisions), errata.get((row["case_id"], code), ()))
                for row in rows.get(state, [])
                for case in [model.newest_by_id[row["case_id"]]]
            ]
            for state in STATES
        }
        yield EntityPage(
            key=code,
            title=f"{name}（{place}）",
            description=f"{place}{name}が参加する共同調達、参加していない共同調達、参加が分からない共同調達。",
            body=page.render(municipality=municipality, states=states, **context),
        )


def _errata(history: HistoryView) -> dict[tuple[str, str], tuple[str, ...]]:
    """Name the corrections of what is said of one municipality in a case, by both, oldest first."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for case_id, rows in history.errata_by_case.items():
        for row in (row for row in reversed(rows) if row["table"] == "participations"):
            place = (case_id, row["key"].split(";")[-1])
            found[place] = (*found.get(place, ()), row["erratum_id"])
    return found


def _words(row: Row, case: Row, decisions: Decisions) -> str:
    """Say what system a case is, since when, and for those not known to take part in which tier, and what is not known."""
    code = row["municipality_code"]
    words = [case["system_name"] or case["system_type"]] if case["service_name"] else []  # else its title says it
    if row["joined_year"] is not None:
        month = f"{row['joined_month']}月" if row["joined_month"] is not None else ""
        words.append(f"{row['joined_year']}年{month}から参加")
    elif planned := decisions.planned_joining(code, case):
        words.append(f"{japanese_date(planned)}から参加の予定（実績は未収録）")
    elif case["introduced_year"] is not None:
        words.append(f"共同調達は{case['introduced_year']}年から")
    if row["participation"] != "joined":
        lacking = "、".join(decisions.not_told[case["case_id"]])
        words += filter(None, [TIER_WORDS.get(decisions.tier(code, case)), lacking and f"{lacking}は分からない"])
    return "・".join(words)


def _newest_participations(model: Model, order: dict[CaseKey, int], code: str) -> list[Row]:
    """List the participations of a municipality in the newest edition of each case, in the `order` of cases."""
    rows = model.grouped("participations", "municipality_code").get(code, [])
    return sorted((row for row in rows if case_key(row) in order), key=lambda row: order[case_key(row)])


def _prefecture_context(model: Model, decisions: Decisions, code: str) -> dict[str, Any]:
    """Gather what all towns of a prefecture show."""
    beyond = decisions.beyond(code)
    return {
        "prefecture": model.prefectures[code],
        "has_participations": bool(model.tables["participations"]) or not model.cases,
        "beyond": {tier: beyond.get(tier, []) for tier in "CD"},
        "ask": decisions.office_of(code),
    }
