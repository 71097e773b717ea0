"""Whatever text passes the gate, every published file stays well-formed and says that very text."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

from pipeline.check.columns import Column
from pipeline.check.gate import judge
from pipeline.files import write_datasets
from pipeline.identity import read_identity
from pipeline.pages.feeds import ATOM, FeedEntry, atom_feed
from pipeline.read.source_files import SourceFile
from pipeline.schemas import source_schemas
from pipeline.tables.aggregate import aggregate

A_CELL = 1_500


def _allowed_texts() -> Iterator[str]:
    """Join every character that the gate lets into a free text, a cell full at a time."""
    schema = source_schemas()["sources"]
    column = Column(schema.fields[-1], schema, None)
    allowed = [
        chr(c) for c in range(sys.maxunicode + 1) if not 0xD800 <= c < 0xE000 and judge(f"a{chr(c)}b", column) is None
    ]
    for start in range(0, len(allowed), A_CELL):
        text = f"字{''.join(allowed[start : start + A_CELL])}字"
        if judge(text, column) is None:
            yield text


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return list(_allowed_texts())


def test_texts_that_pass_the_gate_come_back_from_every_format(
    texts: list[str], made_up_files: tuple[Path, list[SourceFile]], tmp_path: Path
) -> None:
    data, files = made_up_files
    assert len(texts) > 50
    sources = next(file for file in files if file.table == "sources")
    rows = [
        [f"{sources.rows[0][0]}-{n}" if n else sources.rows[0][0], *sources.rows[0][1:-1], text]
        for n, text in enumerate(texts)
    ]
    held = [replace(f, rows=[*rows, *f.rows[1:]]) if f.table == "sources" else f for f in files]
    write_datasets(lambda: aggregate(held), tmp_path / "datasets", read_identity(data))
    name = source_schemas()["sources"].fields[-1].column
    listed = json.loads((tmp_path / "datasets/sources.json").read_text(encoding="utf-8"))
    found = listed if isinstance(listed, list) else next(v for v in listed.values() if isinstance(v, list))
    assert set(texts) <= {row[name] for row in found}
    books = [load_workbook(path, read_only=True) for path in (tmp_path / "datasets").glob("*.xlsx")]
    sheets = [sheet for book in books for sheet in book.worksheets]
    assert set(texts) <= {str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row}


def test_texts_that_pass_the_gate_stay_whole_in_the_feeds(
    texts: list[str], made_up_files: tuple[Path, list[SourceFile]]
) -> None:
    identity = read_identity(made_up_files[0])
    entries = [FeedEntry(f"errata/#{n}", text, "2024-01-31", text, text) for n, text in enumerate(texts)]
    feed = etree.fromstring(atom_feed("正誤情報", "errata/", entries, "2024-01-31", identity).encode())
    for path in ("a:entry/a:title/text()", "a:entry/a:summary/text()", "a:entry/a:category/@term"):
        assert feed.xpath(path, namespaces={"a": ATOM}) == texts
