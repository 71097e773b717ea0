"""/coverage/: what is recorded, what is not, and which file to open to add what is missing."""

from urllib.parse import quote

from pipeline.identity import Identity
from pipeline.pages.model import Model, group_rows
from pipeline.pages.page import Context, Inputs
from pipeline.rows import Row
from pipeline.schemas import STATUSES, source_schemas

UNQUOTED_SHOWN = 200


def coverage(inputs: Inputs) -> Context:
    """Show how much of what there is has been recorded: by type, by prefecture, by question."""
    model = inputs.model
    fields = field_rows(model)
    lacking = unquoted(model)
    return {
        "total": model.total,
        "types": model.shown("case_counts_by_system_type"),
        "categories": model.shown("case_counts_by_category"),
        "fields": fields,
        "places": [row | _missing(model, row, inputs.identity) for row in model.shown("coverage_by_prefecture")],
        "matches": model.shown("case_counts_by_official_match"),
        "quotations": model.shown("quotations_by_field"),
        "unquoted": lacking[:UNQUOTED_SHOWN],
        "unquoted_count": len(lacking),
        "quoted": {
            name: sum(row[f"{name}_count"] for row in model.tables["quotations_by_field"])
            for name in ("answered", "quoted")
        },
        "source_count": len(model.tables["sources"]),
    }


def unquoted(model: Model) -> list[Row]:
    """List the answers whose sentence nobody has quoted."""
    evidence = [row for row in model.tables["case_evidence"] if row["is_adopted"]]
    quoted = {(row["edition"], row["case_id"], row["field"]) for row in evidence if row["quotation"]}
    questions = [f for f in source_schemas()["survey_cases"].fields if f.is_answer]
    return [
        {"case_id": case["case_id"], "edition": case["edition"], "title": f.name}
        for case in model.tables["cases"]
        for f in questions
        if case[f"{f.column}_status"] == "answered" and (case["edition"], case["case_id"], f.column) not in quoted
    ]


def field_rows(model: Model) -> list[Row]:
    """Turn the coverage of the official edition into one row per question, the best known first, with a count for every status."""
    rows = []
    for (field, title), found in group_rows(model.shown("coverage"), "field", "field_title").items():
        counts = dict.fromkeys(STATUSES, 0) | {row["status"]: row["case_count"] for row in found}
        without = sum(counts[status] for status in STATUSES if status not in ("answered", "not_collected"))
        rows.append({"field": field, "title": title, "total": sum(counts.values()), "without": without} | counts)
    return sorted(rows, key=lambda row: -row["answered"])


def _missing(model: Model, row: Row, identity: Identity) -> Row:
    """Name what is known to be missing of a prefecture, and the address that opens its file."""
    code = row["prefecture_code"]
    counts = model.shown("case_counts_by_prefecture_and_system_type", prefecture_code=code)
    unrecorded = [c for c in counts if c["official_report"] == "reported" and not c["case_count"]]
    return {"unrecorded": unrecorded, "region": model.prefectures[code]["region"]} | _file_to_edit(model, row, identity)


def _file_to_edit(model: Model, row: Row, identity: Identity) -> Row:
    """Point at the prefecture's file if it has one, else at a new file with the heading row filled in."""
    name = f"{row['prefecture_code']}-{model.prefectures[row['prefecture_code']]['romaji']}.csv"
    folder = f"data/survey/{model.edition['edition']}"
    if row["case_count"] or row["withdrawn_case_count"]:
        return {
            "file": f"{folder}/{name}",
            "is_new": False,
            "href": f"{identity.repo_url}/edit/main/{folder}/{name}",
        }
    heading = ",".join(source_schemas()["survey_cases"].header) + "\n"
    address = f"{identity.repo_url}/new/main/{folder}?filename={name}&value={quote(heading)}"
    return {"file": f"{folder}/{name}", "is_new": True, "href": address}
