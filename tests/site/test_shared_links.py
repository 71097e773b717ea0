"""What a shared link shows, how headings break, and what the search list holds: on the built site."""

import json
import re
import struct
from pathlib import Path

import pytest

from pipeline.pages.phrases import break_headings

SITE = "https://joint-procurement.example/"
PNG = b"\x89PNG\r\n\x1a\n"


def size_of(png: Path) -> tuple[int, int]:
    data = png.read_bytes()
    assert data.startswith(PNG)
    width, height = struct.unpack(">II", data[16:24])
    return width, height


@pytest.mark.parametrize(
    ("page", "card"),
    [
        ("", "site"),
        ("faq/", "site"),
        ("cases/", "cases"),
        ("cases/27-0003/", "cases"),
        ("municipalities/27100/", "municipalities"),
        ("prefectures/27/", "prefectures/27/card"),
        ("systems/facility-reservation/", "systems/facility-reservation/card"),
        ("downloads/cases/", "downloads"),
    ],
)
def test_shared_page_shows_the_card_of_its_kind(built_site: Path, page: str, card: str) -> None:
    text = (built_site / page / "index.html").read_text(encoding="utf-8")
    found = re.findall(r'<meta property="og:image" content="([^"]*)">', text)
    assert found == [f"{SITE}assets/cards/{card}.png"]
    assert size_of(built_site / found[0].removeprefix(SITE)) == (720, 378)
    assert len(re.findall(r'<meta property="og:title" content="[^"@]+">', text)) == 1


def test_icons_are_pictures_of_their_size(built_site: Path) -> None:
    assert size_of(built_site / "assets" / "icons" / "icon-32.png") == (32, 32)
    assert size_of(built_site / "assets" / "icons" / "apple-touch-icon.png") == (180, 180)


def test_headings_break_between_phrases_and_keep_their_text() -> None:
    page = '<h1 id="a">自治体の共同調達を調べる</h1><p>自治体の共同調達</p><h2>表<a href="#b">#</a></h2>'
    broken = break_headings(page)
    assert broken.replace("<wbr>", "") == page
    assert "自治体の<wbr>共同調達を<wbr>" in broken
    assert "<p>自治体の共同調達</p>" in broken


def test_built_headings_are_broken_between_phrases(built_site: Path) -> None:
    for page in ("index.html", "prefectures/27/index.html", "faq/index.html"):
        heading = re.search(r"<h1[^>]*>.*?</h1>", (built_site / page).read_text(encoding="utf-8"), re.DOTALL)
        assert heading and "<wbr>" in heading[0], page


def test_search_list_leads_to_pages_that_are_there(built_site: Path) -> None:
    kinds = json.loads((built_site / "search.json").read_text(encoding="utf-8"))["kinds"]
    assert {kind["name"]: len(kind["keys"]) for kind in kinds}["municipalities"] == 1741
    for kind in kinds:
        columns = [kind["titles"], kind["notes"], kind["words"]]
        assert {len(column) for column in columns} == {len(kind["keys"])}
        if not kind["address"].endswith("="):
            lost = [key for key in kind["keys"] if not (built_site / kind["address"] / key / "index.html").is_file()]
            assert lost == [], kind["name"]
