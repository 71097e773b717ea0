"""Answers that a change adds or replaces without the sentence of the source that says so."""

from collections.abc import Iterator

from pipeline.history.tables import Tables
from pipeline.rows import TextRow
from pipeline.schemas import source_schemas

CASES, EVIDENCE = "cases", "case_evidence"


def unquoted_answers(before: Tables, after: Tables) -> list[str]:
    """Name every answer that is new or another one and has no quotation in the evidence that was adopted."""
    quoted = {
        (row["edition"], row["case_id"], row["field"])
        for row in after[EVIDENCE].rows.values()
        if row["quotation"] and row["is_adopted"] == "true"
    }
    return [
        f"{row['case_id']}（{row['edition']}）の{title}"
        for key, row in after[CASES].rows.items()
        for column, title in _changed_answers(before[CASES].rows.get(key, {}), row)
        if (row["edition"], row["case_id"], column) not in quoted
    ]


def _changed_answers(before: TextRow, after: TextRow) -> Iterator[tuple[str, str]]:
    for f in source_schemas()["survey_cases"].fields:
        told = (f.column, f"{f.column}_status")
        if f.is_answer and after[told[1]] == "answered" and any(before.get(c) != after.get(c) for c in told):
            yield f.column, f.title
