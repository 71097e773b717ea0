"""Charts on pages of their own: what other sites frame and take, and what a release keeps of them."""

import csv
import json
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from markupsafe import Markup

from pipeline.history.store import FROZEN_CHARTS, Release
from pipeline.identity import read_identity
from pipeline.pages.chart_pages import FrozenCharts, frozen_charts, frozen_text, write_chart_pages
from pipeline.pages.charts import Figure
from pipeline.paths import ROOT

IMAGE = Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 60"><title>題</title><desc>文</desc></svg>')
FIGURE = Figure(
    "counts", "最も多いのは A", "件数", IMAGE, "growth", ("種別", "件"), ("Type", "Cases"), [("A", 2), ("B", 1)]
)
IDENTITY = replace(read_identity(ROOT / "data"), newest_release="1.1.0", site_url="https://site.example/")


def written(docs: Path, frozen: list[FrozenCharts]) -> Path:
    write_chart_pages([FIGURE], frozen, docs, IDENTITY)
    return docs / "charts"


def test_page_can_be_framed_without_scripts_and_is_found_by_oembed(tmp_path: Path) -> None:
    folder = written(tmp_path, []) / "counts"
    page = html.fromstring((folder / "index.html").read_text(encoding="utf-8"))
    assert page.xpath("//script | //*[@style] | //img") == []
    assert page.xpath("//h1")[0].text_content() == FIGURE.finding
    (link,) = page.xpath("//link[@type='application/json+oembed'][@rel='alternate']/@href")
    assert link == "https://site.example/charts/counts/oembed.json"
    answer = json.loads((folder / "oembed.json").read_text(encoding="utf-8"))
    frame = html.fromstring(answer["html"])
    assert (frame.tag, frame.get("src"), frame.get("title")) == (
        "iframe",
        "https://site.example/charts/counts/",
        FIGURE.finding,
    )
    assert {"version": "1.0", "type": "rich", "title": FIGURE.finding}.items() <= answer.items()
    assert page.xpath("//pre")[0].text_content().strip() == answer["html"]


@pytest.mark.parametrize(("name", "headings"), [("counts.csv", ["種別", "件"]), ("counts.en.csv", ["Type", "Cases"])])
def test_figures_can_be_taken_with_headings_in_two_languages(tmp_path: Path, name: str, headings: list[str]) -> None:
    with (written(tmp_path, []) / "counts" / name).open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream)) == [headings, ["A", "2"], ["B", "1"]]


def test_picture_says_title_day_source_and_its_own_address(tmp_path: Path) -> None:
    release = FrozenCharts("1.0.0", "2024-03-01", [FIGURE])
    folder = written(tmp_path, [release])
    for place, day in (("counts", ""), ("v1.0.0/counts", "2024年3月1日")):
        drawn = "".join(ElementTree.parse(folder / place / "counts.svg").getroot().itertext())
        for part in (FIGURE.finding, day, IDENTITY.publisher, f"https://site.example/charts/{place}/"):
            assert part in drawn


def test_release_keeps_its_charts_whatever_becomes_of_them(tmp_path: Path) -> None:
    folder = tmp_path / "1.0.0"
    folder.mkdir()
    (folder / FROZEN_CHARTS).write_text(frozen_text([replace(FIGURE, finding="最も多かったのは A")]), encoding="utf-8")
    (folder / "datapackage.json").write_text('{"released_on": "2024-03-01"}', encoding="utf-8")
    (kept,) = frozen_charts([Release("1.0.0", folder)], [])
    assert kept.figures == [replace(FIGURE, finding="最も多かったのは A")]
    then = written(tmp_path / "docs", [kept]) / "v1.0.0" / "counts" / "index.html"
    assert "最も多かったのは A" in html.fromstring(then.read_text(encoding="utf-8")).text_content()
    now = (tmp_path / "docs" / "charts" / "counts" / "index.html").read_text(encoding="utf-8")
    assert "../../charts/v1.0.0/counts/" in now


def test_chart_of_a_withdrawn_table_is_a_notice_at_the_same_address(tmp_path: Path) -> None:
    kept = FrozenCharts("1.0.0", "2024-03-01", [FIGURE], frozenset({"growth"}))
    folder = written(tmp_path, [kept]) / "v1.0.0" / "counts"
    assert [path.name for path in folder.iterdir()] == ["index.html"]
    assert FIGURE.finding not in (folder / "index.html").read_text(encoding="utf-8")
