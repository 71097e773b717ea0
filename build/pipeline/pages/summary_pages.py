"""The pages that sum up: one template and one function from the published tables to what it shows, each."""

from pipeline.pages.page import Context, Inputs
from pipeline.schemas import choice_tables, published_schemas, source_schemas


def definitions(inputs: Inputs) -> Context:
    """Explain every column of the survey and every choice."""
    model = inputs.model
    return {
        "survey": source_schemas()["survey_cases"],
        "statuses": model.tables["value_statuses"],
        "code_lists": [(published_schemas()[name], model.tables[name]) for name in (*choice_tables(), "editions")],
        "system_types": model.tables["system_types"],
        "edition": model.edition,
    }


def sources(inputs: Inputs) -> Context:
    """List every source with the cases that cite it."""
    model = inputs.model
    cited: dict[str, set[str]] = {}
    for table in ("case_sources", "case_evidence", "participations", "participant_counts"):
        for row in model.tables[table]:
            if row["source_id"]:
                cited.setdefault(row["source_id"], set()).add(row["case_id"])
    return {"sources": model.tables["sources"], "cited": {key: sorted(ids) for key, ids in cited.items()}}


def inclusion(inputs: Inputs) -> Context:
    """State the rule by which cases are recorded, what it left out, and what was looked for."""
    model = inputs.model
    return {
        "left_out": model.tables["left_out"],
        "searches": model.tables["searches"],
        "prefectures": model.prefectures,
    }
