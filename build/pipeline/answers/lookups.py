"""Tables, cases and rows, each with what is not known of them."""

from pipeline.answers.published import Published, Refused
from pipeline.answers.unknowns import count_unknowns, status_column, value_columns, why_open
from pipeline.rows import Row
from pipeline.schemas import value_tables

PART_AT_MOST = 200
PARTS = (
    "case_points",
    *(name for name, _ in value_tables().values()),
    "case_evidence",
    "case_events",
    "participant_counts",
    "participations",
)
"""The tables whose rows belong to a case."""


def table_line(published: Published, name: str) -> Row:
    """Say in short what a table is. Raises Refused for a table that is not there."""
    said = published.table(name)
    wanted: Row = {key: said[key] for key in ("title", "title_en", "row", "row_en", "rows") if key in said}
    return {"table": name, **wanted, "key": published.key(name)}


def describe_table(published: Published, name: str) -> Row:
    """Give a table's columns and foreign keys. Raises Refused for a table that is not there."""
    schema = published.table(name)["schema"]
    rows = published.rows(name)
    columns = published.columns(name)
    return {
        **table_line(published, name),
        "description": published.table(name)["description"],
        "columns": [f | {"values": _column_counts(rows, f["name"], columns)} for f in schema["fields"]],
        "foreign_keys": schema.get("foreignKeys", []),
        "editions": _editions(rows),
    }


def _column_counts(rows: list[Row], column: str, columns: list[str]) -> dict[str, int]:
    status = status_column(column, columns)
    return count_unknowns((row[column], row[status] if status else None) for row in rows)


def _unknowns(rows: list[Row], columns: list[str]) -> dict[str, dict[str, int]]:
    """Count what is not known, column by column; columns of which all is known are left out."""
    return {c: count for c in value_columns(columns) if len(count := _column_counts(rows, c, columns)) > 1}


def _editions(rows: list[Row]) -> list[str]:
    return sorted({str(row["edition"]) for row in rows if row.get("edition")})


def case_answer(published: Published, case_id: str, edition: str) -> Row:
    """Give a case with the rows that belong to it. Raises Refused when it is not recorded."""
    wanted = {"case_id": case_id, **({"edition": edition} if edition else {})}
    cases = published.rows("cases", **wanted)
    if not cases:
        raise Refused(
            f"事例 {case_id} {edition} は収録していません（ないという意味ではありません）。 / Case {case_id} {edition} is not recorded; that does not say that it does not exist."
        )
    return {
        "editions": _editions(cases),
        "cases": [_told_row(published, "cases", row) for row in cases],
        "parts": {name: _part(published, name, wanted) for name in PARTS},
    }


def _part(published: Published, name: str, wanted: dict[str, str]) -> Row:
    columns = published.columns(name)
    rows = published.rows(name, **{column: value for column, value in wanted.items() if column in columns})
    return {
        "row_count": len(rows),
        "rows": [{"row_id": published.row_id(name, row), **row} for row in rows[:PART_AT_MOST]],
        "unknowns": _unknowns(rows, columns),
    }


def _told_row(published: Published, name: str, row: Row) -> Row:
    """Give a row with its id, and its columns without value by the reason."""
    reasons: dict[str, list[str]] = {}
    for column in value_columns([*row]):
        if reason := _reason(row, column):
            reasons.setdefault(reason, []).append(column)
    counts = {reason: len(names) for reason, names in reasons.items()}
    return {"row_id": published.row_id(name, row), "values": row, "unknowns": counts, "not_known": reasons}


def _reason(row: Row, column: str) -> str | None:
    status = status_column(column, tuple(row))
    return why_open(row[column], row[status] if status else None)


def compare_rows(published: Published, row_ids: list[str]) -> Row:
    """Put rows of one table side by side. Raises Refused for fewer than two rows, or rows of two tables."""
    found = [published.row(row_id) for row_id in row_ids]
    names = {name for name, _ in found}
    if len(found) < 2 or len(names) > 1:
        raise Refused("同じ表の2行以上を書いてください。 / Name two or more rows of one table.")
    rows = [row for _, row in found]
    return {
        "row_ids": row_ids,
        "editions": _editions(rows),
        "unknowns": _unknowns(rows, [*rows[0]]),
        "columns": [
            {"column": c, "values": [row[c] for row in rows], "verdict": _verdict(rows, c)}
            for c in value_columns([*rows[0]])
        ],
    }


def _verdict(rows: list[Row], column: str) -> str:
    if any(_reason(row, column) for row in rows):
        return "not_comparable"
    return "same" if len({row[column] for row in rows}) == 1 else "different"
