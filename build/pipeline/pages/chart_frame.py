"""A chart on its own, as a picture to take away: its finding above, its day, source and address below."""

import re
import unicodedata
import xml.etree.ElementTree as ElementTree

from pipeline.dates import japanese_date
from pipeline.identity import Identity
from pipeline.pages.charts import FACE, SVG, Figure, svg_text
from pipeline.pages.face import PUBLIC_FAMILY

MARGIN = 16.0
HEAD, FOOT = 17.0, 11.0
LINE = 1.5
NARROW = 0.6
"""The width of a half-width sign in em; a full-width one is 1."""
PAGE_COLOUR = re.compile(r"^var\(--[a-z-]+, (#[0-9a-f]{6})\)$")
FACES = f"{FACE}, {PUBLIC_FAMILY}"


def framed_svg(figure: Figure, identity: Identity, address: str, faces: str = FACES) -> str:
    """Set the drawing of a chart, standing alone, between its finding and the lines that say where it comes from.

    Units    address: below the site; lengths: those of the drawing's own viewBox; nothing is scaled.
    """
    chart = ElementTree.fromstring(standalone_svg(str(figure.image), faces))
    width, height = map(float, chart.attrib["viewBox"].split()[2:])
    head = wrapped(figure.finding, width / HEAD)
    foot = [line for text in _origin(figure, identity, address) for line in wrapped(text, width / FOOT)]
    top = MARGIN + len(head) * HEAD * LINE
    full_height = top + height + MARGIN + len(foot) * FOOT * LINE
    frame = _frame(width + 2 * MARGIN, full_height, faces)
    _write(frame, head, MARGIN + HEAD, HEAD, {"font-weight": "700"})
    chart.attrib.update({"x": str(MARGIN), "y": str(top), "width": str(width), "height": str(height)})
    frame.append(chart)
    _write(frame, foot, top + height + FOOT, FOOT, {"fill": "#4d4d4d"})
    return svg_text(frame)


def standalone_svg(svg: str, faces: str = FACES) -> str:
    """Give a chart the colours, the ground and the faces that it takes from the page otherwise."""
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        for attribute, value in element.attrib.items():
            element.set(attribute, PAGE_COLOUR.sub(r"\1", value))
    root.set("font-family", faces)
    root.insert(2, _ground())  # behind the drawing, after its title and description
    return svg_text(root)


def _origin(figure: Figure, identity: Identity, address: str) -> list[str]:
    return [
        figure.subtitle,
        f"出典：{identity.publisher}「{identity.site_name}」、{identity.version}（{japanese_date(identity.data_date)}）、CC BY 4.0",
        f"{identity.site_url}{address}",
    ]


def wrapped(text: str, ems: float) -> list[str]:
    """Break a text into lines of at most so many em."""
    lines, used = [""], 0.0
    for sign in text:
        wide = 1.0 if unicodedata.east_asian_width(sign) in "FWA" else NARROW
        if used + wide > ems:
            lines.append("")
            used = 0.0
        lines[-1] += sign
        used += wide
    return lines


def _frame(width: float, height: float, faces: str) -> ElementTree.Element:
    attributes = {"viewBox": f"0 0 {width:g} {height:g}", "font-family": faces}
    frame = ElementTree.Element(f"{{{SVG}}}svg", attributes)
    frame.append(_ground())
    return frame


def _ground() -> ElementTree.Element:
    return ElementTree.Element(f"{{{SVG}}}rect", {"width": "100%", "height": "100%", "fill": "#ffffff"})


def _write(frame: ElementTree.Element, lines: list[str], start: float, size: float, look: dict[str, str]) -> None:
    for place, line in enumerate(lines):
        at = {"x": f"{MARGIN:g}", "y": f"{start + place * size * LINE:g}", "font-size": f"{size:g}"}
        ElementTree.SubElement(frame, f"{{{SVG}}}text", at | {"fill": "#1a1a1a"} | look).text = line
