"""The pages that sum up: one template and one function from the published tables to what it shows, each."""

from collections.abc import Callable
from typing import Any

from pipeline.identity import Identity
from pipeline.pages.contribute_page import contribute
from pipeline.pages.download_pages import DOWNLOAD_PAGES
from pipeline.pages.errata_pages import changes_page, errata_page
from pipeline.pages.model import OFFICIAL_EDITION, Model
from pipeline.schemas import published_schemas, source_schemas

Context = dict[str, Any]
MakeContext = Callable[[Model, dict[str, Any], Identity], Context]


def definitions(model: Model, package: dict[str, Any], identity: Identity) -> Context:
    """Explain every column of the survey and every choice."""
    return {
        "survey": source_schemas()["survey_cases"],
        "statuses": model.tables["value_statuses"],
        "code_lists": [(published_schemas()[name], model.tables[name]) for name in CODE_LISTS],
        "system_types": model.tables["system_types"],
        "edition": model.editions[OFFICIAL_EDITION],
    }


CODE_LISTS = (
    "cost_bands",
    "environments",
    "selection_methods",
    "apportionment_bases",
    "subsidies",
    "bodies",
    "editions",
)


def sources(model: Model, package: dict[str, Any], identity: Identity) -> Context:
    """List every source with the cases that cite it."""
    cited: dict[str, set[str]] = {}
    for table in ("case_sources", "case_evidence", "participations", "participant_counts"):
        for row in model.tables[table]:
            if row["source_id"]:
                cited.setdefault(row["source_id"], set()).add(row["case_id"])
    return {"sources": model.tables["sources"], "cited": {key: sorted(ids) for key, ids in cited.items()}}


SUMMARY_PAGES: dict[str, tuple[str, MakeContext]] = {
    **DOWNLOAD_PAGES,
    "errata": ("errata.md.jinja", errata_page),
    "changes": ("changes.md.jinja", changes_page),
    "definitions": ("definitions.md.jinja", definitions),
    "sources": ("sources.md.jinja", sources),
    "contribute": ("contribute.md.jinja", contribute),
}
