"""Every rule that a schema declares: a cell that breaks it is refused, by file, row and column.

The rules are found by reading the schemas: a constraint that no mutation here can break fails the test.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import find
from hypothesis.strategies import from_regex

from made.small import TABLES, csv_of, table_of
from pipeline.check.columns import CodeLists
from pipeline.check.frictionless_rules import JudgedRow, cell_fault, hold_rules, key_problem
from pipeline.check.gate import pass_gate
from pipeline.check.problems import Problem
from pipeline.messages import Fault
from pipeline.schemas import Field, Schema, source_schemas

PATHS = {table_of(path): path for path in TABLES}

# What breaks a rule of a column; each makes the cell from the rule's own limit.
BREAK: dict[str, Callable[[Field], str]] = {
    "required": lambda field: "",
    "minimum": lambda field: str(field.constraints["minimum"] - 1),
    "maximum": lambda field: str(field.constraints["maximum"] + 1),
    "maxLength": lambda field: "長" * (field.constraints["maxLength"] + 1),
    "enum": lambda field: "ほかの値",
    "pattern": lambda field: "形の違う値",
    "codes": lambda field: "表にない値",
    "integer": lambda field: "1.5",
    "number": lambda field: "一部",
    "boolean": lambda field: "半分",
    "date": lambda field: "昨日",
}


def _rules() -> Iterator[tuple[Schema, Field, str]]:
    for schema in source_schemas().values():
        for field in schema.fields:
            for rule, limit in field.constraints.items():
                if rule != "unique" and limit is not False:
                    yield schema, field, rule
            if field.type != "string":
                yield schema, field, field.type
            if field.code_table:
                yield schema, field, "codes"


RULES = list(_rules())
UNIQUE = [(s, f.name) for s in source_schemas().values() for f in s.fields if f.constraints.get("unique")]


def _row(schema: Schema, code_lists: CodeLists) -> dict[str, str]:
    """A valid row of a table: the made-up one, or one made from the schema where the made-up table is empty."""
    rows = TABLES.get(PATHS.get(schema.name, ""), [])
    return dict(rows[0]) if rows else {field.name: _valid(field, code_lists) for field in schema.fields}


def _valid(field: Field, code_lists: CodeLists) -> str:
    if "enum" in field.constraints:
        return str(field.constraints["enum"][0])
    if field.code_table:
        return code_lists[f"{field.code_table}.{field.code_field}"].values[0]
    if field.type != "string":
        return {"integer": "1", "number": "1", "date": "2024-01-31", "boolean": field.true_values[0]}[field.type]
    pattern = field.constraints.get("pattern")
    return _first_match(pattern) if pattern else "値"


@cache
def _first_match(pattern: str) -> str:
    """Give a text of a declared form: a known one that fits, else one made from the pattern."""
    known = next((text for text in ("E0001", "W0001", "1.0.0", "cases", "27-0001") if re.search(pattern, text)), "")
    return known or str(find(from_regex(pattern, fullmatch=True), lambda text: True))


def _problems(schema: Schema, rows: list[dict[str, str]], folder: Path, code_lists: CodeLists) -> list[Problem]:
    path = PATHS.get(schema.name, schema.files)
    file = folder / "table.csv"
    file.write_text(csv_of(path, rows), encoding="utf-8")
    gated = pass_gate(file, f"data/{path}", schema, code_lists)
    return gated.problems + hold_rules([gated], code_lists)


@pytest.mark.parametrize(("schema", "field", "rule"), RULES, ids=[f"{s.name}.{f.name}.{r}" for s, f, r in RULES])
def test_cell_that_breaks_the_rule_is_refused(
    schema: Schema, field: Field, rule: str, tmp_path: Path, code_lists: CodeLists
) -> None:
    assert rule in BREAK, f"no mutation breaks {schema.name}.{field.name}: {rule}; write one"
    row = {**_row(schema, code_lists), field.name: BREAK[rule](field)}
    found = _problems(schema, [row], tmp_path, code_lists)
    assert (2, field.name) in {(p.row, p.column) for p in found}


@pytest.mark.parametrize(("schema", "name"), UNIQUE, ids=[f"{s.name}.{n}" for s, n in UNIQUE])
def test_value_that_must_be_unique_is_refused_the_second_time(
    schema: Schema, name: str, tmp_path: Path, code_lists: CodeLists
) -> None:
    rows = _two_rows(schema, code_lists)
    rows[1][name] = rows[0][name]
    found = _problems(schema, rows, tmp_path, code_lists)
    assert [(p.row, p.column) for p in found if p.cause in ("unique", "primary_key_of_one")].count((3, name)) == 1


@pytest.mark.parametrize("schema", source_schemas().values(), ids=source_schemas())
def test_row_with_a_key_that_is_there_already_is_refused(schema: Schema, tmp_path: Path, code_lists: CodeLists) -> None:
    found = _problems(schema, [_row(schema, code_lists), _row(schema, code_lists)], tmp_path, code_lists)
    assert 3 in {p.row for p in found if p.cause in ("primary_key", "primary_key_of_one")}


def _two_rows(schema: Schema, code_lists: CodeLists) -> list[dict[str, str]]:
    rows = [dict(row) for row in TABLES.get(PATHS.get(schema.name, ""), [])[:2]]
    return rows if len(rows) == 2 else [_row(schema, code_lists), _row(schema, code_lists)]


@pytest.mark.parametrize("schema", source_schemas().values(), ids=source_schemas())
def test_row_that_the_tests_break_is_right_before(schema: Schema, tmp_path: Path, code_lists: CodeLists) -> None:
    assert _problems(schema, [_row(schema, code_lists)], tmp_path, code_lists) == []


def test_key_without_any_value_is_named(tmp_path: Path, code_lists: CodeLists) -> None:
    schema = source_schemas()["prefectures"]
    file = tmp_path / "table.csv"
    file.write_text(csv_of(PATHS[schema.name], [_row(schema, code_lists)]), encoding="utf-8")
    gated = pass_gate(file, "data/codes/prefectures.csv", schema, code_lists)
    gated.sound_rows[0][0] = ""
    problem = key_problem(JudgedRow(gated, 2), ["都道府県コード"])
    assert problem is not None
    assert problem.message == "列「都道府県コード」がすべて空欄です。"


def test_finding_of_frictionless_without_a_sentence_of_ours_is_still_shown() -> None:
    schema = source_schemas()["prefectures"]
    field = schema.field_named("都道府県名")
    assert cell_fault("type-error", "", field, "x") == Fault("type")
    assert (
        cell_fault("constraint-error", 'constraint "minLength" is "3"', _at_least(field, 3), "x").name == "min_length"
    )
    assert cell_fault("constraint-error", "constraint of a later version", field, "x").name == "other"


def _at_least(field: Field, length: int) -> Field:
    return replace(field, constraints={"minLength": length})
