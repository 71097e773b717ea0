"""Figures that hand-written pages may name, so that nobody types a number that the data hold."""

from pipeline.dates import japanese_date
from pipeline.pages.model import Model
from pipeline.pages.page import Context, Inputs


def prose(inputs: Inputs) -> Context:
    """Give the pages of site_src/ the figures, the official statements and the identity values that they may name."""
    model = inputs.model
    statements = model.tables["official_statement_examples"]
    return {**inputs.identity.extra, "figures": prose_figures(model), "statements": statements}


def prose_figures(model: Model) -> dict[str, int | str]:
    """Give every figure that site_src/ may use as `{{ figures.<name> }}`."""
    total = model.total
    official = total["official_case_count"]
    edition = model.edition
    return {
        "recorded_case_count": f"{total['case_count']:,}",
        "matched_case_count": f"{total['matched_case_count']:,}",
        "matched_content_count": f"{total['matched_content_count']:,}",
        "matched_existence_count": f"{total['matched_case_count'] - total['matched_content_count']:,}",
        "later_case_count": f"{len(model.later_cases):,}",
        "official_case_count": "—" if official is None else f"{official:,}",
        "municipality_count_text": f"{len(model.tables['municipalities']):,}",
        "source_count": len(model.sources),
        "official_reference_date": japanese_date(edition["reference_date"]),
        "official_published_date": japanese_date(edition["official_published_on"]),
    }
