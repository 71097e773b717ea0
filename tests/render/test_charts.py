"""Charts: what is drawn, what a reader who does not see it gets, and what a second build costs."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from pipeline.pages.chart_frame import standalone_svg
from pipeline.pages.charts import PAGE_COLOURS, SVG, ChartBook, finish_svg
from pipeline.rows import Row

ANSWERS = [
    {"label": "はい", "value": 3, "text": "3 件"},
    {"label": "いいえ", "value": 0, "text": "0 件"},
]
ROWS_BY_KIND: dict[str, list[Row]] = {
    "counted_answers": ANSWERS,
    "participants": ANSWERS,
    "amounts": [
        {"label": "大阪府", "low": 100, "high": 300, "text": "100〜300 円"},
        {"label": "奈良県", "low": 200, "high": 500, "text": "200〜500 円"},
    ],
}
DRAWN_WORDS = {
    "participants": {"はい", "いいえ", "3 件", "0 件", "市区町村"},
    "amounts": {"大阪府", "奈良県", "100〜300 円", "200〜500 円", "円"},
    "counted_answers": {"はい", "いいえ", "3 件", "0 件", "件"},
}


def drawn(book: ChartBook, kind: str) -> ElementTree.Element:
    return ElementTree.fromstring(book.draw(kind, ROWS_BY_KIND[kind], "figure", "題", "見つけたこと"))


def words(svg: ElementTree.Element) -> set[str]:
    return {element.text or "" for element in svg.iter(f"{{{SVG}}}text")}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> ChartBook:
    return ChartBook(tmp_path_factory.mktemp("charts"))


@pytest.mark.parametrize("kind", ROWS_BY_KIND)
def test_chart_writes_its_labels_figures_and_units_as_text(book: ChartBook, kind: str) -> None:
    assert DRAWN_WORDS[kind] <= words(drawn(book, kind))


@pytest.mark.parametrize("kind", ROWS_BY_KIND)
def test_chart_is_one_image_with_a_title_and_the_finding(book: ChartBook, kind: str) -> None:
    svg = drawn(book, kind)
    named = {element.get("id"): element.text for element in svg if element.get("id")}
    assert svg.get("role") == "img"
    assert [named[name] for name in (svg.get("aria-labelledby") or "").split()] == ["題", "見つけたこと"]
    assert [e.tag for e in svg.iter() if e is not svg and (e.get("role") or e.get("aria-label"))] == []


@pytest.mark.parametrize("kind", ROWS_BY_KIND)
def test_chart_takes_every_colour_from_the_page(book: ChartBook, kind: str) -> None:
    svg = drawn(book, kind)
    colours = {e.get(name, "none") for e in svg.iter() for name in ("fill", "stroke")}
    assert colours - {"none", "transparent"} <= set(PAGE_COLOURS.values())


@pytest.mark.parametrize("kind", ROWS_BY_KIND)
def test_chart_fits_a_telephone_and_carries_no_script(book: ChartBook, kind: str) -> None:
    svg = drawn(book, kind)
    width = float((svg.get("viewBox") or "").split()[2])
    assert width <= 450
    assert svg.get("width") is None
    assert not [e for e in svg.iter() if e.tag.endswith("script") or any(a.startswith("on") for a in e.attrib)]


def test_bar_is_as_long_as_its_value(book: ChartBook) -> None:
    rows = [{"label": name, "value": value, "text": f"{value} 件"} for name, value in (("AI-OCR", 3), ("RPA", 1))]
    svg = ElementTree.fromstring(book.draw("counted_answers", rows, "figure", "題", "見つけたこと"))
    bars = [path.get("d", "") for path in svg.iter(f"{{{SVG}}}path") if path.get("fill") == PAGE_COLOURS["#0017c1"]]
    lengths = [float(re.findall(r"h(-?[\d.]+)", bar)[0]) for bar in bars]
    assert lengths[1] == pytest.approx(lengths[0] / 3)


def test_kept_chart_is_not_drawn_again(tmp_path: Path) -> None:
    book = ChartBook(tmp_path / "new" / "folder")
    drawn(book, "counted_answers")
    (kept,) = book.folder.glob("*.svg")
    kept.write_text("<svg>kept</svg>", encoding="utf-8")
    assert book.draw("counted_answers", ANSWERS, "figure", "題", "見つけたこと") == "<svg>kept</svg>"


def test_changed_value_is_drawn_anew(tmp_path: Path) -> None:
    book = ChartBook(tmp_path)
    changed = [ANSWERS[0] | {"text": "4 件"}, ANSWERS[1]]
    before = book.draw("counted_answers", ANSWERS, "figure", "題", "見つけたこと")
    after = book.draw("counted_answers", changed, "figure", "題", "見つけたこと")
    assert "3 件" in before
    assert "4 件" in after
    assert len(list(tmp_path.glob("*.svg"))) == 2


def test_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    charts = [ChartBook(tmp_path / name).draw("counted_answers", ANSWERS, "f", "題", "文") for name in ("one", "two")]
    assert charts[0] == charts[1]


def test_ids_inside_a_chart_are_its_own() -> None:
    svg = f'<svg xmlns="{SVG}"><defs><clipPath id="clip0"/></defs><g clip-path="url(#clip0)"><text>件</text></g></svg>'
    finished = finish_svg(svg, "status", "題", "文")
    assert 'id="status-clip0"' in finished
    assert 'clip-path="url(#status-clip0)"' in finished


def test_finding_with_signs_of_markup_is_escaped() -> None:
    finished = finish_svg(f'<svg xmlns="{SVG}"/>', "status", "題", "5 < 6 & 7")
    assert "5 &lt; 6 &amp; 7" in finished


def test_chart_taken_away_has_colours_of_its_own_and_labels_as_they_are() -> None:
    label = '="var(--ink, #1a1a1a)" Hiragino Sans, Yu Gothic UI, Meiryo, Noto Sans JP, sans-serif'
    svg = f'<svg xmlns="{SVG}"><path d="M0,0h5" fill="#1a1a1a"/><text>{label}</text></svg>'
    alone = ElementTree.fromstring(standalone_svg(finish_svg(svg, "status", "題", "文"), "Face"))
    assert words(alone) == {label}
    assert [path.get("fill") for path in alone.iter(f"{{{SVG}}}path")] == ["#1a1a1a"]
    assert (alone.get("font-family"), [part.tag.partition("}")[2] for part in alone][:3]) == (
        "Face",
        ["title", "desc", "rect"],
    )


def test_chart_taken_away_is_the_same_whether_it_was_drawn_or_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = finish_svg(f'<svg xmlns="{SVG}"><text>件</text></svg>', "status", "題", "文")
    once = standalone_svg(drawn)
    monkeypatch.delitem(ElementTree._namespace_map, SVG)  # type: ignore[attr-defined]
    assert standalone_svg(drawn) == once
    assert once.startswith("<svg ")
