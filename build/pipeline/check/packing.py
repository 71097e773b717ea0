"""Large tables for Frictionless: every different value of a column once, instead of once for each row.

Frictionless needs the same time for every cell, and most columns of a large table hold few different values. A rule of
a single cell judges equal cells alike; only keys and unique columns have to be seen row by row.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.schemas import Schema

WORTH_PACKING_ROWS = 2_000
FEW = 0.25  # a column with more different values than this share of the rows is not packed
Rows = list[list[str]]
Validate = Callable[[tuple[str, ...], Rows], list[Any]]


@dataclass(frozen=True)
class Found:
    """One finding of Frictionless, and the row (counted from 0) that it is about."""

    error: Any
    row: int


def find_errors(schema: Schema, rows: Rows, validate: Validate) -> Iterable[Found]:
    """Find what Frictionless finds in all rows.

    Shapes   rows: cells in the order of the schema. validate: gives the errors of rows of some of the columns.
    """
    if len(rows) < WORTH_PACKING_ROWS:
        return _direct(tuple(schema.header), rows, validate)
    columns = list(zip(*rows, strict=True))
    distinct = [sorted(set(column), key=lambda value: (value in schema.missing, value)) for column in columns]
    packed = [i for i, f in enumerate(schema.fields) if _is_packed(schema, f.name, len(distinct[i]), len(rows))]
    whole = [i for i in range(len(columns)) if i not in packed]
    length = max((len(distinct[i]) for i in packed), default=0)
    small = [[distinct[i][n] if n < len(distinct[i]) else distinct[i][0] for i in packed] for n in range(length)]
    large = [[row[i] for i in whole] for row in rows]
    if any(schema.missing.keys() >= set(row) for row in [*small, *large]):
        return _direct(tuple(schema.header), rows, validate)  # a row without a value is a finding of its own
    names = tuple(schema.header[i] for i in whole)
    return [*_direct(names, large, validate), *_unpack(schema, packed, small, columns, validate)]


def _is_packed(schema: Schema, name: str, distinct: int, rows: int) -> bool:
    is_compared = name in schema.primary_key or bool(schema.field_named(name).constraints.get("unique"))
    return not is_compared and distinct <= rows * FEW


def _direct(names: tuple[str, ...], rows: Rows, validate: Validate) -> list[Found]:
    if not names:
        return []
    return [Found(error, max(getattr(error, "row_number", 2), 2) - 2) for error in validate(names, rows)]


def _unpack(
    schema: Schema, packed: list[int], small: Rows, columns: list[tuple[str, ...]], validate: Validate
) -> Iterable[Found]:
    """Give every finding about a value once for each row that holds it."""
    positions = {schema.header[i]: (i, place) for place, i in enumerate(packed)}
    said: set[tuple[str, str, str]] = set()
    for found in _direct(tuple(positions), small, validate):
        column, place = positions[found.error.field_name]
        value = small[found.row][place]
        if (found.error.note, schema.header[column], value) not in said:
            said.add((found.error.note, schema.header[column], value))
            yield from (Found(found.error, row) for row, cell in enumerate(columns[column]) if cell == value)
