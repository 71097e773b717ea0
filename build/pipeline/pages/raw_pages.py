"""Keeps what is HTML already from MkDocs: Markdown would read it twice, slowly, and leave it as it is.

In its place stand the anchors alone, which MkDocs looks for when another page links to them. Page by page the HTML comes
back where exactly these stand, so no text that somebody writes can be taken for a place.
"""

import re
from dataclasses import dataclass
from pathlib import Path

RAW = re.compile(r"(?<=\n---\n)\s*<div\b.*</div>\s*\Z", re.DOTALL)
"""The text of a page that is HTML from its head of settings to its end."""
_MARKDOWN_INSIDE = ' markdown="1"'
_ANCHOR = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True)
class HeldPage:
    """A page below the folder of pages: its whole text, the HTML in it, and what stands there in place of the HTML."""

    source: Path
    text: str
    raw: str
    left: str


class PageChanged(Exception):
    """A built page does not have, once, what was left in its Markdown."""


def hold_pages(docs: Path) -> list[HeldPage]:
    """Leave of every page of HTML in the Markdown tree its anchors alone. Result: these pages, as they were."""
    held = []
    for path in sorted(docs.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        raw = RAW.search(text)
        if raw and _MARKDOWN_INSIDE not in raw[0]:
            anchors = "".join(f'<i id="{name}"></i>' for name in _ANCHOR.findall(raw[0]))
            page = HeldPage(path.relative_to(docs), text, raw[0].strip(), f"<div>{anchors}</div>")
            path.write_text(f"{text[: raw.start()]}\n{page.left}\n", encoding="utf-8")
            held.append(page)
    return held


def put_pages_back(held: list[HeldPage], docs: Path, site: Path) -> None:
    """Put the HTML into the built pages and into the Markdown tree.

    Raises   PageChanged when a page has not exactly one place for it.
    """
    for page in held:
        (docs / page.source).write_text(page.text, encoding="utf-8")
        built = site / page.source.with_suffix(".html")
        before, *after = built.read_text(encoding="utf-8").split(page.left)
        if len(after) != 1:
            raise PageChanged(f"{page.source}: {page.left[:80]} stands in it {len(after)} times")
        built.write_text(f"{before}{page.raw}{after[0]}", encoding="utf-8")
