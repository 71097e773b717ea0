"""The rules of the schemas, held by Frictionless; its findings in our sentences."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from pipeline.check.columns import CodeLists, Column, columns_of
from pipeline.check.faults import Fault
from pipeline.check.gate import Gated, cell_problem
from pipeline.check.problems import Problem
from pipeline.check.wording import quoted, schema_file, sentence, shown
from pipeline.schemas import Field, Schema, source_schemas

NO_LIMIT = 10**9
OWN_KEYS = ("files", "row", "$schema")


def hold_rules(gated: Gated, code_lists: CodeLists) -> list[Problem]:
    """Validate the sound rows of one file; what the gate has already said of a cell is not said again.

    Shapes   gated.sound_rows: cells as mended by the gate, so that one fault does not hide another.
    Missing  a mark for "no value" counts as no value: a required column does not accept it.
    """
    if not gated.sound_rows:
        return []
    report = _validate(gated)
    columns = {c.field.name: c for c in columns_of(gated.schema, code_lists)}
    problems = [_problem(error, gated, columns) for error in report if not _is_covered(error, gated)]
    return [problem for problem in problems if problem]


def _validate(gated: Gated) -> list[Any]:
    from frictionless import Resource  # imported late: 0.3 s that `--help` need not wait for

    data = [gated.schema.header, *gated.sound_rows]
    report = Resource(data=data, schema=_table_schema(gated.schema.name)).validate(limit_errors=NO_LIMIT)
    return [*report.errors, *(error for task in report.tasks for error in task.errors)]


@cache
def _table_schema(name: str) -> Any:
    """Make Frictionless' schema of a source table; labelled missing values become plain ones, which it understands."""
    import frictionless

    schema = source_schemas()[name]
    descriptor = {key: value for key, value in schema.descriptor.items() if key not in OWN_KEYS}
    return frictionless.Schema.from_descriptor({**descriptor, "missingValues": list(schema.missing)})


def _is_covered(error: Any, gated: Gated) -> bool:
    row, column = getattr(error, "row_number", None), getattr(error, "field_name", None)
    if error.type == "primary-key":
        return any(gated.covers(row, name) for name in (None, *gated.schema.primary_key))
    return gated.covers(row, column)


def _problem(error: Any, gated: Gated, columns: dict[str, Column]) -> Problem | None:
    """Put one finding of Frictionless into our words."""
    row = getattr(error, "row_number", None)
    if error.type == "primary-key":
        return _key_problem(row, gated)
    if error.type not in ("constraint-error", "type-error", "unique-error"):
        message, fix, rule = sentence(
            "other", {"note": error.message, "schema_file": schema_file(gated.schema)}
        )
        return Problem(gated.path, row, None, None, message, fix, rule, error.type)
    column = columns[error.field_name]
    value = gated.sound_rows[row - 2][gated.schema.header.index(column.field.name)]
    if error.type == "unique-error":
        if column.field.name in gated.schema.primary_key and len(gated.schema.primary_key) == 1:
            return None  # the primary key says the same of the same row
        fault = Fault("unique", {"other": _first_row(gated, [column.field.name], row)})
    else:
        fault = _cell_fault(error, column.field, value)
    return cell_problem(gated.path, row, column, value, fault)


def _cell_fault(error: Any, field: Field, value: str) -> Fault:
    if error.type == "type-error":
        return Fault("type")
    found = re.match('constraint "([A-Za-z]+)"', error.note)
    make = _CONSTRAINTS.get(found[1] if found else "")
    return make(field, value) if make else Fault("other", {"note": error.message})


def _pattern_fault(field: Field, value: str) -> Fault:
    return Fault("pattern", {"form": field.description or "決められた形で書いてください。"})


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


def _key_problem(row: int, gated: Gated) -> Problem:
    key = list(gated.schema.primary_key)
    cells = _cells(gated, key, row)
    facts = {
        "columns": "、".join(f"列「{name}」" for name in key),
        "key": "と".join(f"「{name}」" for name in key),
        "value": shown("、".join(cells)),
        "schema_file": schema_file(gated.schema),
    }
    name = "primary_key" if any(cells) else "primary_key_blank"
    if name == "primary_key":
        facts["other"] = _first_row(gated, key, row)
    message, fix, rule = sentence(name, facts)
    return Problem(
        gated.path, row, key[0] if len(key) == 1 else None, shown("、".join(cells)), message, fix, rule, name
    )


def _cells(gated: Gated, names: list[str], row: int) -> list[str]:
    header = gated.schema.header
    return [gated.sound_rows[row - 2][header.index(name)] for name in names]


def _first_row(gated: Gated, names: list[str], row: int) -> str:
    """Find the first row with the same cells."""
    wanted = _cells(gated, names, row)
    return next((str(n) for n in range(2, row) if _cells(gated, names, n) == wanted), "ほかの")
