"""The source files as they would be if one correction had not been made: to compute what it moved."""

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.history.corrections import ROW_MISSED, ROW_WRONG, VALUE_WRONG, Correction
from pipeline.history.kinds_of_change import ANSWERED, STATED, STATUS, WITHDRAWN
from pipeline.history.tables import Row, Tables
from pipeline.read.source_files import SourceFile
from pipeline.schemas import WITHDRAWN_CELL, Field, Schema, source_schemas

# Published tables whose rows are values of one cell of the survey: that cell, and the published column of the value.
CELLS_OF_VALUES = {
    "case_subsidies": ("subsidies", "subsidy"),
    "case_apportionments": ("apportionment_bases", "apportionment_basis"),
    "case_sources": ("source_ids", "source_id"),
}
SOURCE_OF = {"cases": "survey_cases", "case_evidence": "evidence"}
SEPARATOR = ";"
Written = dict[str, str]


@dataclass(frozen=True)
class Undoing:
    """Undoes single corrections. `before` and `after` are the published tables around the correction."""

    files: list[SourceFile]
    before: Tables
    after: Tables

    def undo(self, correction: Correction) -> list[SourceFile] | None:
        """Give the source files without this correction; None for a table whose rows no file holds as they are."""
        source = SOURCE_OF.get(correction.table, correction.table)
        if correction.table in CELLS_OF_VALUES:
            return self._undo_value_of_cell(correction)
        if source not in source_schemas():
            return None
        if correction.kind == ROW_WRONG:
            return self._with_row(source, correction)
        if correction.table == "participations" and correction.column == "participation":
            return self._undo_participation(correction)
        if correction.kind == ROW_MISSED:
            return self._edited(source, correction, lambda row: {})
        return self._edited(source, correction, lambda row: row | self._cell_before(source, correction))

    def _row(self, tables: Tables, correction: Correction) -> Row:
        table = tables.get(correction.table)
        return table.rows.get((correction.edition, correction.key), {}) if table else {}

    def _edited(self, source: str, correction: Correction, edit: Callable[[Written], Written]) -> list[SourceFile]:
        """Edit the one row that the correction is about; an edit that gives nothing removes the row."""
        row = self._row(self.after, correction)
        schema = source_schemas()[source]
        return [
            SourceFile(f.table, f.path, [_edit_if(schema, cells, f, row, edit) for cells in f.rows])
            if f.table == source
            else f
            for f in self.files
        ]

    def _cell_before(self, source: str, correction: Correction) -> Written:
        """Write the value that had been published as it stood in the file."""
        before, schema = self._row(self.before, correction), source_schemas()[source]
        if correction.column == "system_type_code":
            return {"system_type": before["system_type"]}
        column = correction.column.removesuffix(STATUS)
        if column not in schema.columns:
            return {}
        return {column: self._written(_field(schema, column), before, schema)}

    def _written(self, f: Field, row: Row, schema: Schema) -> str:
        status = row.get(f.column + STATUS, ANSWERED)
        if status == WITHDRAWN:
            return WITHDRAWN_CELL
        if status != ANSWERED:
            return next(marker for marker, label in schema.missing.items() if label == status)
        if f.is_multiple:
            return SEPARATOR.join(self._values_before(f.column, row))
        value = row.get(f.column, "")
        if f.type == "boolean" and value:
            return f.true_values[0] if value == "true" else f.false_values[0]
        return value

    def _values_before(self, column: str, row: Row) -> list[str]:
        table, value = next((t, v) for t, (cell, v) in CELLS_OF_VALUES.items() if cell == column)
        return [r[value] for r in self.before[table].by_case.get((row["edition"], row["case_id"]), [])]

    def _undo_value_of_cell(self, correction: Correction) -> list[SourceFile]:
        """Write the whole cell as it had been: with one value taken out or put in, it would hold what nobody published."""
        cell, _ = CELLS_OF_VALUES[correction.table]
        row = self._row(self.before, correction) or self._row(self.after, correction)
        before = SEPARATOR.join(self._values_before(cell, row))

        def edit(written: Written) -> Written:
            return written | {cell: before}

        case = Correction("cases", row["edition"], row["case_id"], VALUE_WRONG)
        return self._edited("survey_cases", case, edit)

    def _undo_participation(self, correction: Correction) -> list[SourceFile]:
        """Put a municipality back on the list, or take it off."""
        if self._row(self.before, correction).get("participation_basis") == STATED:
            return self._with_row("participations", correction)
        return self._edited("participations", correction, lambda row: {})

    def _with_row(self, source: str, correction: Correction) -> list[SourceFile]:
        """Add the row that had been published, as it stood in a file; with a case come the names on its list."""
        schema, row = source_schemas()[source], self._row(self.before, correction)
        added = [_file_of(schema, [self._written_row(schema, row)], row)]
        if source == "survey_cases" and "participations" in self.before:
            roster = source_schemas()["participations"]
            listed = self.before["participations"].by_case.get((row["edition"], row["case_id"]), [])
            stated = [self._written_row(roster, r) for r in listed if r["participation_basis"] == STATED]
            added.append(_file_of(roster, stated, row))
        return [*self.files, *added]

    def _written_row(self, schema: Schema, row: Row) -> list[str]:
        return [self._written(f, row, schema) for f in schema.fields]


def _field(schema: Schema, column: str) -> Field:
    return next(f for f in schema.fields if f.column == column)


def _file_of(schema: Schema, rows: list[list[str]], row: Row) -> SourceFile:
    """Make a file of these rows at a place that this table may have (a file of an edition names it)."""
    return SourceFile(schema.name, schema.files.replace("*", row.get("edition", ""), 1).replace("*", "undone"), rows)


def _edit_if(
    schema: Schema, cells: list[str], file: SourceFile, row: Row, edit: Callable[[Written], Written]
) -> list[str]:
    written = dict(zip(schema.columns, cells, strict=True)) if cells else {}
    if not written or not row or not is_row(schema, written, file, row):
        return cells
    edited = edit(written)
    return [edited[column] for column in schema.columns] if edited else []


def is_row(schema: Schema, written: Written, file: SourceFile, row: Row) -> bool:
    """Tell whether a row of a file is the published row: same edition, same key."""
    if schema.has_editions and file.edition != row["edition"]:
        return False
    keys = [schema.field_named(name).column for name in schema.primary_key]
    return all(written[key] == row.get(key, written[key]) for key in keys)
