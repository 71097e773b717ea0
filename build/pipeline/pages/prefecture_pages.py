"""/prefectures/<code>/: the cases of a prefecture, beside the official record and its neighbours."""

from collections.abc import Iterator
from typing import Any

from pipeline.pages.model import Model, group_rows
from pipeline.pages.page import Inputs
from pipeline.pages.stamp import EntityPage
from pipeline.pages.templates import template
from pipeline.rows import Row
from pipeline.schemas import EXISTENCE_ONLY


def prefecture_pages(inputs: Inputs) -> Iterator[EntityPage]:
    """Give the page of every prefecture."""
    model = inputs.model
    page = template("prefecture.html.jinja")
    for code, prefecture in ((c, p) for c, p in model.prefectures.items() if inputs.wants(c)):
        name = prefecture["prefecture_name"]
        yield EntityPage(
            key=code,
            title=f"{name}の共同調達",
            description=f"{name}と市区町村による情報システムの共同調達の事例と、公表された状況。",
            body=page.render(
                inputs.everywhere
                | prefecture_context(model, code)
                | {
                    "history": inputs.history.of_place("prefecture_code", code),
                    "decisions": inputs.decisions.of_prefecture(code),
                }
            ),
        )


def prefecture_context(model: Model, code: str) -> dict[str, Any]:
    """Gather what the page of one prefecture shows."""
    cases = model.cases_by_prefecture.get(code, [])
    reports = group_rows(
        model.shown("case_counts_by_prefecture_and_system_type", prefecture_code=code), "official_report"
    )
    return {
        "prefecture": model.prefectures[code],
        "cases": cases,
        "known_cases": [case for case in cases if case["certainty"] != EXISTENCE_ONLY],
        "reports": {report: len(rows) for report, rows in reports.items()},
        "neighbours": [
            row | model.prefectures[row["neighbour_code"]]
            for row in model.rows("prefecture_neighbours", prefecture_code=code)
        ],
        "municipalities": model.municipalities_by_prefecture[code],
        "contacts": _contacts(cases),
        "searches": model.rows("searches", prefecture_code=code),
    }


def _contacts(cases: list[Row]) -> list[Row]:
    """List every published contact once, with the cases it answers for."""
    named = group_rows((c for c in cases if c["contact_office"]), "contact_office", "contact_point")
    return [{"office": office, "point": point, "cases": rows} for (office, point), rows in named.items()]
