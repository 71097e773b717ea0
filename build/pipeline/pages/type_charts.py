"""The figures of one system type: what it costs, as ranges, and how many take part where. Only known values are drawn."""

from pipeline.pages.charts import ChartBook, Figure
from pipeline.pages.model import Model
from pipeline.rows import Row

WORTH_A_CHART = 3
MOST_BARS = 60
"""More bars than this nobody can read, and drawing them takes seconds."""
COSTS = {
    "per-1000": ("annual", "yen_per_1000", "年間運用費用", "人口1,000人あたり"),
    "per-participant": ("annual", "yen_per_participant", "年間運用費用", "参加する1市区町村あたり"),
    "initial-per-1000": ("initial", "yen_per_1000", "初期費用", "人口1,000人あたり"),
}
"""What costs are drawn: which cost, the columns of its range, and how both are called."""


def type_figures(model: Model, charts: ChartBook, code: str) -> list[Figure]:
    """Draw what a system type costs, and the participants by prefecture.

    Missing  fewer than three cases are no chart: the table of cases on the page says it all.
    """
    participants = _participants_figure(model, charts, code)
    return [*cost_figures(model, charts, code), *([participants] if participants else [])]


def cost_figures(model: Model, charts: ChartBook, code: str) -> list[Figure]:
    """Draw the costs of a system type as ranges; a cost that covers another system, too, is left out."""
    return [figure for name in COSTS if (figure := _cost_figure(model, charts, code, name))]


def _cost_figure(model: Model, charts: ChartBook, code: str, name: str) -> Figure | None:
    kind, column, cost, per = COSTS[name]
    rows = [row for row in model.tables["cost_ranges"] if _is_drawn(row, code, kind, column)]
    rows.sort(key=lambda row: (row[f"{column}_min"] + row[f"{column}_max"], row["case_id"]))
    if len(rows) < WORTH_A_CHART:
        return None
    low, high = min(row[f"{column}_min"] for row in rows), max(row[f"{column}_max"] for row in rows)
    system = rows[0]["system_type"]
    finding = f"{system}の{cost}は、{per} {low:,} 円から {high:,} 円（{len(rows)} 件）"
    step = -(-len(rows) // MOST_BARS)
    bars = [
        {
            "label": row["prefecture_name"],
            "low": row[f"{column}_min"],
            "high": row[f"{column}_max"],
            "text": _amount(row[f"{column}_min"], row[f"{column}_max"]),
        }
        for row in rows[::step]
    ]
    picked = (
        f"。帯は {len(rows):,} 件から、安い順に {step} 件に1件をとった {len(bars)} 件で、すべては表にあります"
        if step > 1
        else ""
    )
    slug = f"cost-{name}-{code}"
    return Figure(
        id=slug,
        finding=finding,
        subtitle=f"費用の規模の下限と上限を割った幅。安いほうから（{model.reference_date}の版とその後、費用と規模が分かり、1つの種別だけの費用と分かる事例）{picked}",
        image=charts.draw("amounts", bars, slug, f"{system}の{cost}（{per}）", finding),
        table="cost_ranges",
        headings=("都道府県", "事例", "下限（円）", "上限（円）"),
        headings_en=("Prefecture", "Case", "Lowest (yen)", "Highest (yen)"),
        rows=[(row["prefecture_name"], row["case_id"], row[f"{column}_min"], row[f"{column}_max"]) for row in rows],
        prefecture_codes=tuple(row["prefecture_code"] for row in rows),
    )


def _amount(low: int, high: int) -> str:
    return f"{low:,} 円" if low == high else f"{low:,}〜{high:,} 円"


def _is_drawn(row: Row, code: str, kind: str, column: str) -> bool:
    is_asked = row["system_type_code"] == code and row["cost_kind"] == kind and not row["covers_other_systems"]
    return is_asked and row[f"{column}_min"] is not None and row[f"{column}_max"] is not None


def _participants_figure(model: Model, charts: ChartBook, code: str) -> Figure | None:
    places = model.shown("participation_by_prefecture_and_system_type", system_type_code=code)
    rows = sorted(
        (row for row in places if row["participant_count"]),
        key=lambda row: (-row["participant_count"], row["prefecture_code"]),
    )
    if len(rows) < WORTH_A_CHART:
        return None
    system = model.system_types[code]["system_type"]
    first = rows[0]
    finding = f"{system}の参加市区町村が最も多いのは{first['prefecture_name']}の {first['participant_count']} 市区町村（参加数が分かる {len(rows)} 都道府県のうち）"
    slug = f"participants-{code}"
    bars = [
        {
            "label": row["prefecture_name"],
            "value": row["participant_count"],
            "text": f"{row['participant_count']} / {row['municipality_count']}",
        }
        for row in rows
    ]
    return Figure(
        id=slug,
        finding=finding,
        subtitle=f"参加する市区町村の数と、その都道府県のすべての市区町村の数。多いほうから（{model.reference_date}の版）",
        image=charts.draw("participants", bars, slug, f"{system}の参加市区町村数", finding),
        table="participation_by_prefecture_and_system_type",
        headings=("都道府県", "参加する市区町村の数", "すべての市区町村の数"),
        headings_en=("Prefecture", "Participating municipalities", "All municipalities"),
        rows=[(row["prefecture_name"], row["participant_count"], row["municipality_count"]) for row in rows],
        prefecture_codes=tuple(row["prefecture_code"] for row in rows),
    )
