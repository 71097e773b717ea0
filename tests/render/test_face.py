"""The face of pictures comes from its package, whole, or nothing is drawn; every label has room in its chart."""

import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pipeline.pages import face
from pipeline.pages.charts import ChartBook
from pipeline.surroundings import SurroundingsUnfit
from render.test_charts import ROWS_BY_KIND
from served import served

OUTSIDE = """(chart) => {
  const view = chart.viewBox.baseVal;
  const { a: scale, e, f } = chart.getScreenCTM();
  const frame = new DOMRect(e + view.x * scale, f + view.y * scale, view.width * scale, view.height * scale);
  return [...chart.querySelectorAll("text")]
    .filter((label) => label.textContent)
    .filter((label) => {
      const box = label.getBoundingClientRect();
      const em = parseFloat(getComputedStyle(label).fontSize) * scale;
      const [top, bottom] = [box.top + ABOVE_EM * em, box.bottom - BELOW_EM * em];
      return box.left < frame.left || box.right > frame.right || top < frame.top || bottom > frame.bottom;
    })
    .map((label) => label.textContent);
}""".replace("ABOVE_EM", "0.28").replace("BELOW_EM", "0.168")
"""Gives the labels that leave their chart's viewBox; the bounding box of a chart inside a picture is that of its labels.

The face's line is higher than its letters: so much above, so much below.
"""


INSTALLED = next(file for file in metadata.files(face._PACKAGE) or [] if file.suffix == ".otf")


class _File:
    """A file as the records of installed packages name it."""

    suffix = ".otf"

    def __init__(self, path: Path) -> None:
        self._path = path
        self.hash = INSTALLED.hash

    def locate(self) -> Path:
        return self._path


@pytest.mark.parametrize("content", [None, b"", b"OTTO" + b"\0" * 1000], ids=["missing", "empty", "damaged"])
def test_face_that_is_not_as_installed_stops_the_drawing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "face.otf").write_bytes(content)
    monkeypatch.setattr("pipeline.pages.face.metadata.files", lambda _: [_File(tmp_path / "face.otf")])
    with pytest.raises(SurroundingsUnfit, match=face._PACKAGE):
        ChartBook(tmp_path / "cache" / "charts").draw(
            "counted_answers", ROWS_BY_KIND["counted_answers"], "f", "題", "文"
        )
    assert not list(tmp_path.rglob("*.svg"))


def test_face_that_is_not_installed_stops_the_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(face, "_PACKAGE", "no-such-face")
    with pytest.raises(SurroundingsUnfit, match="no-such-face）がありません"):
        face.face_version()


def test_own_name_of_the_face_takes_the_place_of_the_public_one() -> None:
    assert len(face.FAMILY) == len(face.PUBLIC_FAMILY)
    assert face.FAMILY != face.PUBLIC_FAMILY


@pytest.fixture(scope="module")
def gallery(browser: Browser, built_out: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with every chart of the site in the face that it was measured with."""
    folder = tmp_path_factory.mktemp("gallery")
    face.use_face(folder / "face")
    (font,) = (folder / "face").glob("*.otf")
    charts = "".join(_drawing(bundle) for bundle in sorted((built_out / "datasets" / "charts").glob("*.zip")))
    style = f"@font-face {{ font-family: face; src: url('face/{font.name}') }} svg, svg * {{ font-family: face }}"
    page_text = f'<!doctype html><meta charset="utf-8"><style>{style}</style>{charts}'
    (folder / "index.html").write_text(page_text, encoding="utf-8")
    with served(folder) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address)
        page.evaluate("() => document.fonts.ready.then(() => undefined)")
        yield page
        page.close()


def _drawing(bundle: Path) -> str:
    with zipfile.ZipFile(bundle) as archive:
        return archive.read(f"{bundle.stem}/{bundle.stem}.svg").decode()


def test_every_label_lies_inside_its_chart(gallery: Page) -> None:
    charts = gallery.locator("svg")
    assert gallery.evaluate("() => document.fonts.check('14px face')")
    assert charts.count() > 3
    outside = {place: charts.nth(place).evaluate(OUTSIDE) for place in range(charts.count())}
    assert {place: labels for place, labels in outside.items() if labels} == {}


@pytest.mark.parametrize(
    "cut", ["0.5 0 0.5 1", "0 0 0.5 1", "0 0.5 1 0.5", "0 0 1 0.5"], ids=["left", "right", "top", "bottom"]
)
def test_label_outside_of_its_chart_is_found(gallery: Page, cut: str) -> None:
    chart = gallery.locator("svg.chart").first
    whole = str(chart.get_attribute("viewBox"))
    _, _, width, height = map(float, whole.split())
    x, y, part_x, part_y = map(float, cut.split())
    chart.evaluate(
        "(chart, box) => chart.setAttribute('viewBox', box)",
        f"{x * width} {y * height} {part_x * width} {part_y * height}",
    )
    outside = chart.evaluate(OUTSIDE)
    chart.evaluate("(chart, box) => chart.setAttribute('viewBox', box)", whole)
    assert outside
