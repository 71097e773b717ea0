"""With a whole table withdrawn, every page is still built, says so, and passes nothing off as a count."""

import json
import re
from pathlib import Path

import pytest

from made.small import write_valid
from pipeline.line import build
from pipeline.paths import ROOT
from releases.record import Record
from shared import made_once, with_kept_pictures


@pytest.fixture(scope="session", params=[("official_figures", "participations"), ("cases",)], ids="-".join)
def bare_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small released record without whole tables, one of its cases removed and corrected before."""
    tables: tuple[str, ...] = request.param
    made = made_once(f"without-{'-'.join(tables)}", tmp_path_factory, lambda folder: _build_without(tables, folder))
    return made / "out" / "site"


def _build_without(tables: tuple[str, ...], folder: Path) -> None:
    write_valid(folder / "data")
    record = Record(folder / "data")
    record.complete()
    record.release("2026-01-10")
    record.remove("27-0002")
    record.add_drafted_errata()
    for table in tables:
        record.withdraw("表", table=table)
    build(folder / "data", with_kept_pictures(folder / "out", ROOT))


def words_of(page: Path) -> str:
    """Give the words of a page's body."""
    body = page.read_text(encoding="utf-8").partition("<body")[2]
    return re.sub(r"<[^>]+>", " ", re.sub(r"<(script|style).*?</\1>", "", body, flags=re.DOTALL))


def test_every_page_says_which_table_is_withdrawn(bare_site: Path) -> None:
    pages = list(bare_site.rglob("index.html"))
    assert {"27-0001", "27-0002", "27100", "AI-OCR".lower()} <= {page.parent.name for page in pages}
    assert [str(page) for page in pages if "取り下げている表があります" not in page.read_text(encoding="utf-8")] == []


def test_no_page_shows_the_inside_of_the_program(bare_site: Path) -> None:
    pages = [p for p in bare_site.rglob("index.html") if "municipalities" not in p.parts and "downloads" not in p.parts]
    assert [str(p) for p in pages if re.search(r"\b(?:None|nan|NaN|Undefined)\b", words_of(p))] == []


def test_the_official_matrix_is_withdrawn_and_not_empty(bare_site: Path) -> None:
    table = bare_site / "data" / "latest" / "case_counts_by_prefecture_and_system_type.json"
    reports = {row["official_report"] for row in json.loads(table.read_text(encoding="utf-8"))}
    says_so = "取下げ" in words_of(bare_site / "prefectures" / "01" / "index.html")
    is_withdrawn = not json.loads((table.parent / "official_figures.json").read_text(encoding="utf-8"))
    assert (reports == {"withdrawn"}, says_so) == (is_withdrawn, is_withdrawn)
