"""The figures of the overview pages: which rows of which table, and what they show, in a sentence made from them."""

from pipeline.pages.charts import ChartBook, Figure
from pipeline.pages.model import Model, Row, group_rows
from pipeline.pages.templates import percent
from pipeline.schemas import STATUS_LABELS

CATEGORIES = {"総務部門": "general", "事業部門": "service", "ツール": "tool"}
ALMOST_ALL = 0.9


def category_figures(model: Model, charts: ChartBook) -> list[Figure]:
    """Draw, for each category, the matched cases of every type inside the official count, on one scale for all."""
    counts = model.shown("case_counts_by_system_type")
    maximum = max(max(row["official_case_count"] or 0, row["matched_case_count"]) for row in counts) or 1
    types = group_rows(counts, "category")
    return [
        _category_figure(total, types[total["category"]], maximum, model, charts)
        for total in model.shown("case_counts_by_category")
    ]


def _category_figure(total: Row, counts: list[Row], maximum: int, model: Model, charts: ChartBook) -> Figure:
    category, slug = total["category"], f"status-{CATEGORIES[total['category']]}"
    finding = _category_finding(total)
    bars = [_category_bar(row, maximum) for row in counts]
    return Figure(
        id=slug,
        finding=finding,
        subtitle=f"{category}の事例の件数（{model.reference_date}）。うすい棒は公表、濃い棒はそのうち中身が分かるもの",
        image=charts.draw("recorded_and_official", bars, slug, f"{category}の事例の件数", finding),
        table="case_counts_by_system_type",
        headings=("システム種別", "公表（件）", "うち中身が分かる（件）", "うちあることだけ分かる（件）", "収録（件）"),
        rows=[
            (
                row["system_type"],
                _official_text(row),
                row["matched_content_count"],
                _only_existing(row),
                row["case_count"],
            )
            for row in counts
        ],
    )


def _category_finding(total: Row) -> str:
    category, official = total["category"], total["official_case_count"]
    if not official:
        return f"{category}は {total['case_count']:,} 件を収録（公表の数なし）"
    known, only = total["matched_content_count"], _only_existing(total)
    return f"{category}は公表 {official:,} 件のうち、中身が分かるのは {known:,} 件、あることだけ分かるのは {only:,} 件"


def _only_existing(row: Row) -> int:
    """Count the cases of the official list that are known only to exist."""
    return int(row["matched_case_count"] - row["matched_content_count"])


def _category_bar(row: Row, maximum: int) -> Row:
    return {
        "label": _short_type(row["system_type"]),
        "matched": row["matched_content_count"],
        "official": row["official_case_count"] or 0,
        "text": f"公表{_official_text(row)}：中身{row['matched_content_count']:,}・あるだけ{_only_existing(row):,}",
        "maximum": maximum,
    }


def _official_text(row: Row) -> str:
    return "なし" if row["official_case_count"] is None else f"{row['official_case_count']:,}"


def _short_type(name: str) -> str:
    """Leave out what the figure's own heading says: the category behind その他システム."""
    return name.partition("（")[0]


def choice_figure(model: Model, charts: ChartBook, field: str, kind: str, unit: str) -> Figure | None:
    """Draw how many recorded cases gave each answer to one question; none when no case answered.

    Units    unit: the unit of the choices in brackets, as `（円）`, or nothing.
    Missing  cases without an answer are no bar: the finding says how many answered, the twin has the rest by status.
    """
    rows = [row for row in model.shown("case_counts_by_choice") if row["field"] == field]
    answers = [row for row in rows if row["status"] == "answered"]
    answered = sum(row["case_count"] for row in answers)
    if not answered:
        return None
    total = sum(row["case_count"] for row in rows)
    title = rows[0]["field_title"] + unit
    finding = f"{title}が分かる {answered:,} 件のうち、{_most_given(answers)}"
    bars = [
        {"label": row["choice"], "value": row["case_count"], "text": f"{row['case_count']:,} 件"} for row in answers
    ]
    return Figure(
        id=f"answers-{field}",
        finding=finding,
        subtitle=f"{title}ごとの収録件数（{model.reference_date}、収録 {total:,} 件のうち {answered:,} 件）",
        image=charts.draw(kind, bars, f"answers-{field}", f"{title}ごとの収録件数", finding),
        table="case_counts_by_choice",
        headings=(title, "収録（件）"),
        rows=[(row["choice"] or f"（{STATUS_LABELS[row['status']]}）", row["case_count"]) for row in rows],
    )


def _most_given(answers: list[Row]) -> str:
    """Say which answer most cases gave, and how many they are."""
    most = max(row["case_count"] for row in answers)
    choices = [f"「{row['choice']}」" for row in answers if row["case_count"] == most]
    if len(choices) == 1:
        return f"{most:,} 件は{choices[0]}"
    return f"{'と'.join(choices)}が {most:,} 件ずつで最も多い"


def coverage_figure(model: Model, charts: ChartBook, fields: list[Row]) -> Figure:
    """Draw, for every question, the share of recorded cases with a value, without, and not collected."""
    finding = _coverage_finding(fields)
    statuses = ("answered", "withheld", "unknown", "blank", "not_collected")
    return Figure(
        id="coverage-by-field",
        finding=finding,
        subtitle=f"項目ごとの、値がある事例の割合（{model.reference_date}、収録 {fields[0]['total']:,} 件）。数字は値がある件数",
        image=charts.draw("answered_shares", _shares(fields), "coverage-by-field", "項目ごとの収録状況", finding),
        table="coverage",
        headings=("項目", *(f"{STATUS_LABELS[status]}（件）" for status in statuses)),
        rows=[(f["title"], *(f[status] for status in statuses)) for f in fields],
    )


def _coverage_finding(fields: list[Row]) -> str:
    answered, total = sum(f["answered"] for f in fields), sum(f["total"] for f in fields)
    finding = f"項目の {percent(answered, total, 0)} % に値がある"
    if answered == total or sum(f["not_collected"] for f in fields) < ALMOST_ALL * (total - answered):
        return finding
    return f"{finding}。残りのほとんどは、まだ集めていない（未収録）"


def _shares(fields: list[Row]) -> list[Row]:
    shares = []
    for f in fields:
        start = 0.0
        without = f["withheld"] + f["unknown"] + f["blank"] + f["withdrawn"]
        for part, count in (("回答あり", f["answered"]), ("値がない", without), ("未収録", f["not_collected"])):
            end = start + 100 * count / f["total"]
            bounds = {"share_from": round(start, 2), "share_to": round(end, 2)}
            shares.append({"label": f["title"], "part": part, "text": f"{count:,} 件"} | bounds)
            start = end
    return shares
