"""Charts as SVG: drawn once, kept by the hash of all that makes them, and made readable for everyone."""

import hashlib
import importlib.metadata
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from pipeline.cache import keep
from pipeline.pages.face import face_version, use_face
from pipeline.rows import Row

SVG = "http://www.w3.org/2000/svg"
_SOURCES = [Path(__file__).with_name(f"{name}.py") for name in ("charts", "chart_drawings", "face")]
FACE = "Hiragino Sans, Yu Gothic UI, Meiryo, Noto Sans JP, sans-serif"
# The colours that drawings use, and the colours of the page that take their place (light and dark).
PAGE_COLOURS = {
    "#1a1a1a": "var(--ink, #1a1a1a)",
    "#4d4d4d": "var(--ink-soft, #4d4d4d)",
    "#d5d8df": "var(--line, #d5d8df)",
    "#0017c1": "var(--key-fill, #0017c1)",
    "#fefefe": "var(--on-key, #fefefe)",
    "#767676": "var(--line-strong, #767676)",
    "#d9e6ff": "var(--tint-strong, #d9e6ff)",
    "#f2f4f8": "var(--surface, #f2f4f8)",
}


@dataclass(frozen=True)
class Figure:
    """A chart as a page shows it: the finding is its heading, `table` the published table it is drawn from.

    The twin is the same figures as a table: `headings` (in both languages) and `rows`, the first column naming the row.
    `prefecture_codes`: those of the rows, where rows are places; the data to take away have them as a column.
    """

    id: str
    finding: str
    subtitle: str
    image: Markup
    table: str
    headings: tuple[str, ...]
    headings_en: tuple[str, ...]
    rows: list[tuple[str | int | float, ...]]
    prefecture_codes: tuple[str, ...] = ()


def once_each(figures: Iterable[Figure]) -> list[Figure]:
    """Leave out charts that another page shows too."""
    return list({figure.id: figure for figure in figures}.values())


def address_of(figure: Figure) -> str:
    """Give the address of a chart's own page, below the site."""
    return f"charts/{figure.id}/"


@dataclass(frozen=True)
class ChartBook:
    """Draws charts and keeps them in `folder`, so that the next build draws only what has changed.

    What a chart is drawn from is put into `published`, for readers who want to move it (build/assets/charts.js).
    """

    folder: Path
    published: Path | None = None

    def draw(self, kind: str, rows: Sequence[Row], name: str, title: str, finding: str) -> Markup:
        """Give the chart as an SVG element with a title and the finding as its description.

        Shapes   kind: a function of chart_drawings; rows: what it draws, plain values only; name: unlike any other
                 name on the page, for the ids inside.
        """
        recipe = {"kind": kind, "rows": list(rows), "name": name, "title": title, "finding": finding}
        key = _fingerprint(recipe)
        drawn = cache(lambda: _draw(kind, rows, self.folder.parent / "face"))
        svg = keep(self.folder / f"{key}.svg", lambda: finish_svg(drawn()[0], name, title, finding).encode())
        spec = keep(self.folder / f"{key}.json", lambda: drawn()[1].encode())
        if self.published:
            self.published.mkdir(parents=True, exist_ok=True)
            (self.published / f"{name}.json").write_bytes(spec)
        return Markup(svg.decode())


def _fingerprint(recipe: Row) -> str:
    text = json.dumps([recipe, *_tools()], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _tools() -> tuple[str, ...]:
    """Name everything but the rows that a chart's bytes depend on: the libraries, the face and our own modules."""
    versions = [importlib.metadata.version(package) for package in ("altair", "vl-convert-python")]
    sources = [hashlib.sha256(path.read_bytes()).hexdigest() for path in _SOURCES]
    return (*versions, face_version(), *sources)


def _draw(kind: str, rows: Sequence[Row], face: Path) -> tuple[str, str]:
    """Draw with Altair: the SVG and the specification it was drawn from. Imported here: a build that finds all its charts kept never pays for it."""
    from pipeline.pages import chart_drawings

    use_face(face)
    return chart_drawings.draw(kind, list(rows))


def finish_svg(svg: str, name: str, title: str, finding: str) -> str:
    """Give a drawn SVG its name and description, the page's colours and fonts, and ids of its own."""
    root = ElementTree.fromstring(svg)
    _drop_empty_parts(root)
    for element in root.iter():
        _finish_element(element, name)
    _name_root(root, name, title, finding)
    return svg_text(root)


def svg_text(root: ElementTree.Element) -> str:
    """Write an SVG element as text, its names without a prefix."""
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(root, encoding="unicode")


def _drop_empty_parts(root: ElementTree.Element) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            is_empty_path = child.tag == f"{{{SVG}}}path" and child.get("d", "") in ("", "M0,0h0v0h0Z")
            if is_empty_path or child.get("display") == "none":
                parent.remove(child)


def _finish_element(element: ElementTree.Element, name: str) -> None:
    for attribute, value in list(element.attrib.items()):
        if attribute.startswith("aria-") or attribute in ("role", "class", "font-family", "pointer-events"):
            del element.attrib[attribute]
        elif value.lower() in PAGE_COLOURS:
            element.set(attribute, PAGE_COLOURS[value.lower()])
        elif attribute == "id":
            element.set(attribute, f"{name}-{value}")
        elif "url(#" in value:
            element.set(attribute, re.sub(r"url\(#", f"url(#{name}-", value))


def _name_root(root: ElementTree.Element, name: str, title: str, finding: str) -> None:
    for attribute in ("width", "height", "version"):
        root.attrib.pop(attribute, None)
    root.attrib.update(
        {"class": "chart", "role": "img", "aria-labelledby": f"{name}-title {name}-desc", "font-family": FACE}
    )
    for position, (tag, text) in enumerate((("title", title), ("desc", finding))):
        element = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": f"{name}-{tag}"})
        element.text = text
        root.insert(position, element)
