"""/systems/<code>/: everything recorded about one system type, beside what the official screens show of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.pages.model import Model
from pipeline.pages.page import Inputs
from pipeline.pages.stamp import EntityPage
from pipeline.pages.templates import template
from pipeline.pages.type_charts import type_figures
from pipeline.rows import Row

NARRATIVES = {"effects": "効果", "challenges": "課題", "process": "作業プロセス"}


@dataclass(frozen=True)
class Distribution:
    """How the recorded cases of a type divide over the answers to one question; unknowns are counted apart."""

    title: str
    table: str
    bars: list[dict[str, Any]]
    missing: list[tuple[str, int]]


def system_pages(inputs: Inputs) -> Iterator[EntityPage]:
    """Give the page of every system type."""
    model = inputs.model
    page = template("system.html.jinja")
    for code, system_type in ((c, t) for c, t in model.system_types.items() if inputs.wants(c)):
        yield EntityPage(
            key=code,
            title=f"{system_type['system_type']}の共同調達",
            description=f"{system_type['system_type']}の共同調達：事例、参加する市区町村、費用、調達のしかた、効果と課題。",
            body=page.render(
                inputs.everywhere
                | system_context(model, code)
                | {
                    "history": inputs.history.of_place("system_type_code", code),
                    "decisions": inputs.decisions.of_type(code),
                    "figures": type_figures(model, inputs.charts, code),
                }
            ),
        )


def system_context(model: Model, code: str) -> dict[str, Any]:
    """Gather what the page of one system type shows."""
    cases = model.cases_by_type.get(code, [])
    return {
        "system_type": model.system_types[code],
        "count": model.shown("case_counts_by_system_type", system_type_code=code)[0],
        "cases": cases,
        "distributions": distributions(model, code),
        "prefectures": model.shown("participation_by_prefecture_and_system_type", system_type_code=code),
        "official": [
            row
            for row in model.rows("official_figures", system_type_code=code)
            if row["figure"] in OFFICIAL_SCREEN_FIGURES
        ],
        "narratives": {title: _tellers(model, cases, question) for question, title in NARRATIVES.items()},
    }


def _tellers(model: Model, cases: list[Row], question: str) -> dict[str, list[Row]]:
    """Group the cases by what they answer to a question; those without an answer are left out."""
    told: dict[str, list[Row]] = {}
    for case in cases:
        if text := model.narrative(case, question):
            told.setdefault(text, []).append(case)
    return told


OFFICIAL_SCREEN_FIGURES = (
    "システム開発環境",
    "都道府県による費用負担の有無",
    "補助金の有無",
    "システム導入時期",
    "補助金名",
)


def distributions(model: Model, code: str) -> list[Distribution]:
    """Read, for one system type and the official edition, every question whose answers are counted in a table."""
    return [
        _distribution(model, code, "システム環境種別", "environments_by_system_type", "environment"),
        _distribution(model, code, "都道府県の費用負担", "burdens_by_system_type", "has_prefecture_burden"),
        _distribution(model, code, "導入年", "introductions_by_year", "introduced_year"),
        _distribution(model, code, "国の補助金", "national_subsidies_by_system_type", "has_national_subsidy"),
        _distribution(model, code, "国の補助金の名称", "subsidies_by_system_type", "subsidy"),
        _distribution(
            model, code, "初期費用の規模", "cost_bands_by_system_type", "cost_band", {"cost_kind": "initial"}
        ),
        _distribution(
            model, code, "年間運用費用の規模", "cost_bands_by_system_type", "cost_band", {"cost_kind": "annual"}
        ),
        _distribution(model, code, "事業者選定方法", "methods_by_system_type", "selection_method"),
        _distribution(model, code, "費用按分の基準", "apportionments_by_system_type", "apportionment_basis"),
    ]


def _distribution(
    model: Model, code: str, title: str, table: str, column: str, only: dict[str, str] | None = None
) -> Distribution:
    rows = [
        row
        for row in model.shown(table, system_type_code=code)
        if all(row[name] == value for name, value in (only or {}).items())
    ]
    present = [row for row in rows if row[column] is not None]
    missing: Counter[str] = Counter()
    for row in rows:
        if row[column] is None:
            missing[row[f"{column}_status"]] += row["case_count"]
    bars = [{"label": _label(row[column]), "value": row["case_count"]} for row in present]
    return Distribution(title, table, bars, list(missing.items()))


def _label(value: Any) -> str:
    if isinstance(value, bool):
        return "あり" if value else "なし"
    return str(value)
