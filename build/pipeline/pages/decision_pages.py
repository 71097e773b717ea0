"""The pages for decisions: joining later, schemes, demand beside supply, contract ends, costs."""

from datetime import date

from pipeline.dates import japanese_date
from pipeline.identity import today_of
from pipeline.pages.charts import ChartBook, Figure
from pipeline.pages.decisions import MINISTRIES
from pipeline.pages.model import Model, group_rows
from pipeline.pages.page import Context, Inputs
from pipeline.pages.type_charts import cost_figures
from pipeline.rows import Row

YEARS_SHOWN = 3
FIRST_MONTH = 4  # of a fiscal year


def join(inputs: Inputs) -> Context:
    """Show who joined later, the rules known, the calendar for the coming years, subsidies and whom to ask."""
    model, found = inputs.model, inputs.decisions
    grown = {row["case_id"]: row for row in _with_case(model, "growth") if (row["change_min"] or 0) > 0}
    steps = [row for row in model.tables["scheme_steps"] if row["scheme_id"] in found.schemes]
    return {
        "growth_figure": _growth_figure(model, inputs.charts, list(grown)),
        "grown": list(grown.values()),
        "case_total": len(model.cases),
        "rules": [row for row in model.tables["schemes"] if row["late_joining"] != "未確認"],
        "schemes": found.schemes,
        "calendar": calendar(steps, today_of(inputs.identity)),
        "calendar_years": contract_years(today_of(inputs.identity)),
        "subsidies": model.tables["subsidy_rules"],
        "applied": model.tables["subsidies_applied"],
        "ministries": MINISTRIES,
        "offices": _offices(model),
    }


def _with_case(model: Model, table: str) -> list[Row]:
    """List the rows of a table whose case has a page, each with its case."""
    cases = model.newest_by_id
    return [row | {"case": cases[row["case_id"]]} for row in model.tables[table] if row["case_id"] in cases]


def _offices(model: Model) -> list[Row]:
    """List every known office once, those with a telephone number first."""
    known = {row["office"]: row for row in model.tables["supply"] if row["contact_basis"] in ("case", "scheme")}
    return sorted(known.values(), key=lambda row: (not row["phone"], row["prefecture_code"]))


def contract_years(today: date) -> list[int]:
    """Give the fiscal years in which a contract could begin that is prepared from now on."""
    this_year = today.year if today.month >= FIRST_MONTH else today.year - 1
    return [this_year + ahead for ahead in range(1, YEARS_SHOWN + 1)]


def calendar(steps: list[Row], today: date) -> list[Row]:
    """Put the steps of a scheme into the calendar of each coming year of contract."""
    return [row | {"dates": [_when(row, year) for year in contract_years(today)]} for row in steps]


def _when(step: Row, contract_year: int) -> str:
    """Write the months of a step: its fiscal year is counted back from that of the contract, which is year 1."""
    fiscal_year = contract_year - 1 + step["fiscal_year_offset"]
    first, last = step["from_month"], step["to_month"]
    years = [fiscal_year + (month < FIRST_MONTH) for month in (first, last)]
    if first == last:
        months = f"{first}月"
    else:
        months = f"{first}月〜{last}月" if years[0] == years[1] else f"{first}月〜{years[1]}年{last}月"
    return f"{years[0]}年{months}{step['month_detail'] or ''}"


def _growth_figure(model: Model, charts: ChartBook, case_ids: list[str]) -> Figure | None:
    rows = [row for row in _with_case(model, "growth") if row["case_id"] in case_ids and row["counted"] == "市区町村"]
    points = [_point(row, row["case"]) for row in rows]
    if not points:
        return None
    finding = f"団体が増えたと分かる事例は {len(case_ids)} 件。ほかの事例が増えていないとは言えない"
    return Figure(
        id="growth",
        finding=finding,
        subtitle="参加する市区町村の数（出典が述べる時点ごと）。増えたことは発表されやすく、増えていないことは発表されにくい",
        image=charts.draw("slopes", points, "growth", "参加する市区町村の数の動き", finding),
        table="growth",
        headings=("事例", "時点", "市区町村の数"),
        headings_en=("Case", "As of", "Municipalities"),
        rows=[(point["label"], japanese_date(point["as_of"]), point["value"]) for point in points],
    )


def _point(row: Row, case: Row) -> Row:
    year, _, month = row["as_of"].partition("-")
    place = f"{case['prefecture_name']} {case['system_type'].partition('・')[0]}"
    return {
        "label": place,
        "as_of": row["as_of"],
        "when": int(year) + ((int(month) - 0.5) / 12 if month else 0.5),
        "value": row["highest_count"],
    }


def schemes(inputs: Inputs) -> Context:
    """Show the schemes side by side, with their cases, and the documents one can use."""
    model = inputs.model
    linked = group_rows(_with_case(model, "scheme_cases"), "scheme_id")
    documents = [row | {"source": model.sources[row["source_id"]]} for row in _with_case(model, "case_documents")]
    return {
        "schemes": [
            row
            | {
                "prefecture": model.prefectures[row["prefecture_code"]],
                "cases": [link["case"] for link in linked.get(row["scheme_id"], [])],
            }
            for row in model.tables["schemes"]
        ],
        "documents": group_rows(documents, "kind"),
        "document_count": len(model.tables["case_documents"]),
        "amounts": model.tables["case_amounts"],
        "savings": model.tables["savings"],
    }


def demand(inputs: Inputs) -> Context:
    """Show what is wanted beside what there is, by system type and by region."""
    model, found = inputs.model, inputs.decisions
    types = group_rows(model.tables["demand_by_region"], "system_type_code")
    wanted_first = sorted(types, key=lambda code: code not in found.statements_by_type)
    return {
        "types": [
            model.system_types[code]
            | {
                "statements": found.statements_by_type.get(code, []),
                "bounds": next(iter(found.bounds(code)), None),
                "case_count": sum(row["case_count"] for row in rows),
                "open_count": sum(row["open_municipality_count"] for row in rows),
            }
            for code in wanted_first
            for rows in [types[code]]
        ],
        "topics": found.statements_by_type.get(None, []),
        "regions": group_rows(model.tables["demand_by_region"], "region"),
        "surveys": model.tables["demand_surveys"],
        "adoption": [
            row
            | {
                "prefecture": model.prefectures[row["prefecture_code"]],
                "type": model.system_types[row["system_type_code"]],
            }
            for row in model.tables["adoption_figures"]
        ],
        "national": model.tables["national_figures"],
    }


def renewals(inputs: Inputs) -> Context:
    """Show which contracts are known to end when, which only began, and of how many nothing is known."""
    model = inputs.model
    rows = _with_case(model, "renewals")
    groups = group_rows(rows, "knowledge")
    today = today_of(inputs.identity)
    return {
        "ends": [
            row | {"is_past": _end(row) < today.isoformat()} for row in groups["end_stated"] + groups["end_computed"]
        ],
        "starts": [row | {"age": today.year - int(row["started_on"][:4])} for row in groups["start_only"]],
        "unknown": groups["unknown"],
        "total": len(rows),
        "year": today.year,
    }


def _end(row: Row) -> str:
    return str(row["contract_end"] or row["computed_end"])


def costs(inputs: Inputs) -> Context:
    """Show the ranges of cost of every type of which some band is known, the amounts and savings, and what is not known."""
    model = inputs.model
    ranges = model.tables["cost_ranges"]
    known_types = {row["system_type_code"] for row in ranges if row["cost_kind"] == "annual"}
    return {
        "figures": [figure for code in model.system_types for figure in cost_figures(model, inputs.charts, code)],
        "rows": ranges,
        "case_total": len(model.cases),
        "known_total": len({row["case_id"] for row in ranges}),
        "unknown_types": [row for code, row in model.system_types.items() if code not in known_types],
        "amounts": model.tables["case_amounts"],
        "savings": model.tables["savings"],
    }
