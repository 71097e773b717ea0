"""×, - and an empty cell say how the prefecture answered: who puts one in place of `…` has to have read that somewhere."""

from collections.abc import Iterator

from pipeline.check.problems import Problem
from pipeline.history.changes import VALUE
from pipeline.history.source_changes import JudgedChange
from pipeline.history.source_rows import NOT_COLLECTED, SourceRow, SourceTables, field_of
from pipeline.history.tables import KEY_SEPARATOR
from pipeline.messages import say
from pipeline.schemas import STATUS_LABELS

EVIDENCE = "case_evidence"
_SOURCES = ("source_ids", "source_id")


def unsupported_statements(
    changes: list[JudgedChange], before: SourceTables, after: SourceTables, root: str
) -> Iterator[Problem]:
    """Find the cells that went from `…` to another sign for no value while the row names no new source and no evidence is given."""
    for change in (judged.change for judged in changes if judged.change.kind == VALUE):
        table = after[change.table]
        statuses = [table.schema.missing.get(cell) for cell in (change.before, change.after)]
        f, row = field_of(table.schema, change.column), table.rows[change.row_key]
        if f is None or not f.is_answer or statuses[0] != NOT_COLLECTED or not statuses[1]:
            continue
        has_evidence = any(
            edition == change.edition and key.startswith(f"{change.key}{KEY_SEPARATOR}{change.column}{KEY_SEPARATOR}")
            for edition, key in after[EVIDENCE].rows
        )
        if not has_evidence and not _named(row) - _named(before[change.table].rows[change.row_key]):
            facts = {
                "name": change.key.replace(KEY_SEPARATOR, "・"),
                "now": f"「{change.after}」" if change.after else "空欄",
                "meaning": STATUS_LABELS[statuses[1]],
            }
            yield say("statement_without_source", f"{root}/{row.path}", row.number, f.name, change.after, **facts)


def _named(row: SourceRow) -> set[str]:
    """Name the sources of a row."""
    return {name for column in _SOURCES for name in row.cells.get(column, "").split(KEY_SEPARATOR) if name}
