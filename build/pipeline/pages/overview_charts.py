"""The figures of /status/: the official counts, with what is recorded of them in the table behind."""

from pipeline.pages.charts import ChartBook, Figure
from pipeline.pages.model import Model, group_rows
from pipeline.rows import Row

CATEGORIES = {"総務部門": "general", "事業部門": "service", "ツール": "tool"}


def category_figures(model: Model, charts: ChartBook) -> dict[str, Figure]:
    """Draw, for each category, the official count of every type, the most frequent first, the rest last. Result: by category.

    Missing  a type that the official screens do not count is no bar; a category without any is no figure.
    """
    counted = [row for row in model.shown("case_counts_by_system_type") if row["official_case_count"]]
    counted.sort(key=_from_the_top)
    return {
        category: _category_figure(category, rows, model, charts)
        for category, rows in group_rows(counted, "category").items()
    }


def _from_the_top(row: Row) -> tuple[bool, int, str]:
    return row["system_type"].startswith("その他"), -row["official_case_count"], row["system_type_code"]


def _category_figure(category: str, counts: list[Row], model: Model, charts: ChartBook) -> Figure:
    slug = f"status-{CATEGORIES[category]}"
    finding = f"{category}で共同調達が最も多いのは{_most_frequent(counts)}"
    bars = [
        {
            "label": _short_type(row["system_type"]),
            "value": row["official_case_count"],
            "text": f"{row['official_case_count']:,} 件",
        }
        for row in counts
    ]
    return Figure(
        id=slug,
        finding=finding,
        subtitle=f"{category}の事例の公表件数。多いほうから（{model.reference_date}）",
        image=charts.draw("counted_answers", bars, slug, f"{category}の事例の公表件数", finding),
        table="case_counts_by_system_type",
        headings=("システム種別", "公表（件）", "うち中身が分かる（件）", "うちあることだけ分かる（件）"),
        headings_en=("System type", "Official cases", "of these recorded with content", "of these known only to exist"),
        rows=[
            (
                row["system_type"],
                row["official_case_count"],
                row["matched_content_count"],
                row["matched_case_count"] - row["matched_content_count"],
            )
            for row in counts
        ],
    )


def _most_frequent(counts: list[Row]) -> str:
    """Name the types with the highest count, and that count."""
    most = counts[0]["official_case_count"]
    names = [_short_type(row["system_type"]) for row in counts if row["official_case_count"] == most]
    return f"{'と'.join(names)}の {most:,} 件" + ("ずつ" if len(names) > 1 else "")


def _short_type(name: str) -> str:
    """Leave out what the figure's own heading says: the category behind その他システム."""
    return name.partition("（")[0]
