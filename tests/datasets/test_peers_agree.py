"""Whoever reads a published table, in whatever format, finds the same rows, types, missing values and statuses."""

import math
from typing import Any

import pytest
from frictionless import validate

from pipeline.schemas import STATUS_LABELS, published_schemas
from readers import READERS, Rows
from written_files import AWKWARD_TEXTS, Written


def _same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, float) and isinstance(theirs, float):
        return math.isclose(ours, theirs, rel_tol=1e-12)
    return type(ours) is type(theirs) and bool(ours == theirs)


def _difference(ours: Rows, theirs: Rows) -> str:
    if len(ours) != len(theirs):
        return f"{len(ours)} rows, but {len(theirs)} were read"
    for number, (mine, other) in enumerate(zip(ours, theirs, strict=True), start=1):
        for position, pair in enumerate(zip(mine, other, strict=True)):
            if not _same(*pair):
                return f"row {number}, column {position}: {pair}"
    return ""


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
@pytest.mark.parametrize("name", list(published_schemas()))
def test_every_reader_finds_the_rows_that_were_published(name: str, reader: Any, written: Written) -> None:
    read = reader(published_schemas()[name], written.folder)
    assert _difference(written.rows[name], read) == ""


def test_frictionless_finds_the_package_valid(written: Written) -> None:
    report = validate(str(written.folder / "datapackage.json"))
    assert report.flatten(["type", "note"]) == []
    assert report.stats["tasks"] == len(published_schemas())


def test_a_value_stands_exactly_where_the_status_says_answered(written: Written) -> None:
    seen = set()
    for name, schema in published_schemas().items():
        pairs = [
            (schema.columns.index(c), at)
            for at, c in enumerate(s.removesuffix("_status") for s in schema.columns)
            if schema.columns[at] != c and c in schema.columns
        ]
        for row in written.rows[name]:
            for value, status in pairs:
                seen.add(row[status])
                assert (row[value] is not None) == (row[status] == "answered"), (name, schema.columns[value], row)
    assert {"answered", "withheld", "unknown", "blank", "not_collected"} <= seen <= set(STATUS_LABELS)


def test_no_text_is_empty(written: Written) -> None:
    assert [name for name, rows in written.rows.items() for row in rows if "" in row] == []


def test_texts_that_look_like_formulas_are_among_what_was_compared(written: Written) -> None:
    notes = {row[published_schemas()["sources"].columns.index("note")] for row in written.rows["sources"]}
    assert set(AWKWARD_TEXTS) <= notes
