"""Figures that hand-written pages may name, so that nobody types a number that the data hold."""

from datetime import date

from pipeline.render.model import OFFICIAL_EDITION, Model


def prose_figures(model: Model) -> dict[str, int | str]:
    """Give every figure that site_src/ may use as `{{ figures.<name> }}`."""
    counts = [row for row in model.tables["case_counts_by_system_type"] if row["edition"] == OFFICIAL_EDITION]
    edition = model.editions[OFFICIAL_EDITION]
    return {
        "recorded_case_count": sum(row["case_count"] for row in counts),
        "later_case_count": sum(case["edition"] != OFFICIAL_EDITION for case in model.cases),
        "matched_case_count": sum(row["matched_case_count"] for row in counts),
        "official_case_count": sum(row["official_case_count"] or 0 for row in counts),
        "municipality_count_text": f"{len(model.tables['municipalities']):,}",
        "source_count": len(model.sources),
        "official_reference_date": japanese_date(edition["reference_date"]),
        "official_published_date": japanese_date(edition["official_published_on"]),
    }


def japanese_date(day: date) -> str:
    """Write a date as 2024年1月31日."""
    return f"{day.year}年{day.month}月{day.day}日"
