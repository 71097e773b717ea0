"""The rules of the schemas, held by Frictionless; its findings in our sentences."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.check.columns import CodeLists, Column, columns_of
from pipeline.check.describing import pattern_form, quoted, schema_file, shown
from pipeline.check.gate import Gated, cell_problem
from pipeline.messages import Fault, Problem, problem_of
from pipeline.schemas import Field, Schema, source_schemas

NO_LIMIT = 10**9
OWN_KEYS = ("files", "row", "$schema")


def hold_rules(batch: list[Gated], code_lists: CodeLists) -> list[Problem]:
    """Validate the sound rows of files of one table; what the gate has already said of a cell is not said again.

    Files are validated together because Frictionless takes longer to start on a file than to read a thousand cells.

    Shapes   Gated.sound_rows: cells as mended by the gate, so that one fault does not hide another.
    Missing  a mark for "no value" counts as no value: a required column does not accept it.
    """
    rows = [
        JudgedRow(gated, number)
        for gated in batch
        for number in range(2, len(gated.sound_rows) + 2)
        if number not in gated.blanked
    ]
    if not rows:
        return []
    columns = {c.field.name: c for c in columns_of(batch[0].schema, code_lists)}
    errors = _validate(batch[0].schema, [row.gated.sound_rows[row.number - 2] for row in rows])
    found = [_problem(e, rows[max(getattr(e, "row_number", 2), 2) - 2], columns) for e in errors]
    return [problem for problem in found if problem]


@dataclass(frozen=True)
class JudgedRow:
    """One row of one file."""

    gated: Gated
    number: int

    def cells(self, names: Iterable[str]) -> list[str]:
        header = self.gated.schema.header
        return [self.gated.sound_rows[self.number - 2][header.index(name)] for name in names]

    def same_above(self, names: Iterable[str]) -> int | None:
        """Find the first row above, in the same file, with the same cells."""
        first = self.gated.first_row_with(tuple(names), self.cells(names))
        return first if first < self.number else None


def _validate(schema: Schema, rows: list[list[str]]) -> list[Any]:
    from frictionless import Resource  # imported late: 0.3 s that `--help` need not wait for

    def table() -> Iterator[list[str]]:
        yield schema.header
        yield from rows

    # A generator, because Frictionless copies a list cell by cell before it reads it.
    report = Resource(data=table, schema=_table_schema(schema.name)).validate(limit_errors=NO_LIMIT)
    return [*report.errors, *(error for task in report.tasks for error in task.errors)]


@cache
def _table_schema(name: str) -> Any:
    """Make Frictionless' schema of a source table. Labelled missing values become plain ones, which it understands."""
    import frictionless

    schema = source_schemas()[name]
    descriptor = {key: value for key, value in schema.descriptor.items() if key not in OWN_KEYS}
    return frictionless.Schema.from_descriptor({**descriptor, "missingValues": list(schema.missing)})


def _problem(error: Any, row: JudgedRow, columns: dict[str, Column]) -> Problem | None:
    """Put one finding of Frictionless into our words."""
    gated, key = row.gated, list(row.gated.schema.primary_key)
    if error.type == "primary-key":
        covered = any(gated.covers(row.number, name) for name in (None, *key))
        return None if covered else key_problem(row, key)
    name = getattr(error, "field_name", None)
    if gated.covers(row.number, name):
        return None
    if error.type not in ("constraint-error", "type-error", "unique-error"):
        facts = {"note": error.message, "schema_file": schema_file(gated.schema)}
        return problem_of(Fault("other", facts), gated.path, row.number)
    column, value = columns[str(name)], row.cells([str(name)])[0]
    fault = (
        _unique_fault(row, column)
        if error.type == "unique-error"
        else cell_fault(error.type, error.note, column.field, value)
    )
    return cell_problem(gated.path, row.number, column, value, fault) if fault else None


def _unique_fault(row: JudgedRow, column: Column) -> Fault | None:
    """Name the row above with the same value; of a single primary key the error "primary-key" says the same."""
    above = row.same_above([column.field.name])
    if above is None or row.gated.schema.primary_key == (column.field.name,):
        return None
    return Fault("unique", {"other": str(above)})


def cell_fault(kind: str, note: str, field: Field, value: str) -> Fault:
    """Name the sentence for one finding of Frictionless in a cell; one that is new to us is shown as it is."""
    if kind == "type-error":
        return Fault("type")
    found = re.match('constraint "([A-Za-z]+)"', note)
    make = _CONSTRAINTS.get(found[1] if found else "")
    return make(field, value) if make else Fault("other", {"note": note})


def _pattern_fault(field: Field, value: str) -> Fault:
    return Fault("pattern", {"form": pattern_form(field)})


_CONSTRAINTS: dict[str, Callable[[Field, str], Fault]] = {
    "required": lambda field, value: Fault("required"),
    "minimum": lambda field, value: Fault("minimum", {"limit": str(field.constraints["minimum"])}),
    "maximum": lambda field, value: Fault("maximum", {"limit": str(field.constraints["maximum"])}),
    "minLength": lambda field, value: Fault("min_length", {"limit": str(field.constraints["minLength"])}),
    "maxLength": lambda field, value: Fault(
        "max_length", {"limit": str(field.constraints["maxLength"]), "length": str(len(value))}
    ),
    "enum": lambda field, value: Fault("enum", {"choices": quoted(field.constraints["enum"])}),
    "pattern": _pattern_fault,
}


def key_problem(row: JudgedRow, key: list[str]) -> Problem | None:
    """Say which row above has the same key; a row of another file is the checks' across tables to name."""
    cells = row.cells(key)
    above = row.same_above(key)
    if any(cells) and above is None:
        return None
    facts = {
        "columns": "、".join(f"列「{name}」" for name in key),
        "key": "と".join(f"「{name}」" for name in key),
        "value": shown("、".join(cells)),
        "schema_file": schema_file(row.gated.schema),
        "other": str(above),
    }
    name = "primary_key_blank" if not any(cells) else "primary_key" if len(key) > 1 else "primary_key_of_one"
    column = key[0] if len(key) == 1 else None
    return problem_of(Fault(name, facts), row.gated.path, row.number, column, "、".join(cells))
