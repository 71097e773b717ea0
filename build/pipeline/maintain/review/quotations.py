"""Answers that a change adds or replaces without the sentence of the source that says so."""

from collections.abc import Iterator

from pipeline.history.source_changes import CASES
from pipeline.history.statements import EVIDENCE
from pipeline.history.tables import Key, Tables
from pipeline.narratives import narrative_texts
from pipeline.rows import TextRow
from pipeline.schemas import POINTS, source_schemas


def unquoted_answers(before: Tables, after: Tables) -> list[str]:
    """Name every answer that is new or another one and has no quotation in the evidence that was adopted."""
    quoted = {
        (row["edition"], row["case_id"], row["field"])
        for row in after[EVIDENCE].rows.values()
        if row["quotation"] and row["is_adopted"] == "true"
    }
    was, now = _answers(before), _answers(after)
    return [
        f"{row['case_id']}（{row['edition']}）の{title}"
        for key, row in now.items()
        for column, title in _changed_answers(was.get(key, {}), row)
        if (row["edition"], row["case_id"], column) not in quoted
    ]


def _answers(tables: Tables) -> dict[Key, TextRow]:
    """Give the cases with their answers in points, which are a table of their own."""
    points = tables[POINTS].rows.values() if POINTS in tables else ()
    cases = {key: dict(row) for key, row in tables[CASES].rows.items()}
    for (edition, case_id, question), text in narrative_texts(points).items():
        cases[edition, case_id][question] = text
    return cases


def _changed_answers(before: TextRow, after: TextRow) -> Iterator[tuple[str, str]]:
    for f in source_schemas()["survey_cases"].fields:
        told = (f.column, f"{f.column}_status")
        if f.is_answer and after[told[1]] == "answered" and any(before.get(c) != after.get(c) for c in told):
            yield f.column, f.title
