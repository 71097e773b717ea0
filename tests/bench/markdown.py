"""Writes entity pages as the Markdown that a person would write for the same words."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

import yaml

from pipeline.pages.stamp import EntityPage

OPENING = {
    **{f"h{level}": "\n\n" + "#" * level + " " for level in range(1, 7)},
    **dict.fromkeys(("p", "dl", "ul", "ol", "section", "header", "details", "figure", "nav", "table"), "\n\n"),
    **dict.fromkeys(("dt", "summary", "caption"), "\n\n**"),
    "dd": "\n\n",
    "li": "\n- ",
    "tr": "\n|",
    "th": " ",
    "td": " ",
    "strong": "**",
    "br": " ",
    "a": "[",
}
CLOSING = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "dl", "table", "section"), "\n\n"),
    **dict.fromkeys(("dt", "summary", "caption"), "**\n\n"),
    "th": " |",
    "td": " |",
    "strong": "**",
}
SPECIAL = re.compile(r"([\\`*_\[\]|<>#])")


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.targets: list[str] = []
        self.header_cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.append(OPENING.get(tag, ""))
        if tag == "a":
            self.targets.append(_as_file(dict(attrs).get("href") or ""))
        if tag == "th":
            self.header_cells += 1
        if tag == "tr":
            self.header_cells = 0

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(f"]({self.targets.pop()})" if tag == "a" else CLOSING.get(tag, ""))
        if tag == "thead":
            self.pieces.append("\n|" + " --- |" * self.header_cells)

    def handle_data(self, data: str) -> None:
        text = SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", data))
        self.pieces.append(text if text.strip() else "")


def _as_file(address: str) -> str:
    """Turn the address of a page into that of its Markdown file, which is one folder higher up."""
    if address.startswith("../"):
        path, _, anchor = address.removeprefix("../").partition("#")
        return (path.rstrip("/") + ".md" if path.count("/") > path.count("../") else path) + (anchor and f"#{anchor}")
    return address


def to_markdown(body: str) -> str:
    """Write the words, headings, lists, tables and links of some HTML as Markdown."""
    writer = _Writer()
    writer.feed(body)
    writer.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(writer.pieces)).strip() + "\n"


def write_markdown_pages(pages: Iterable[EntityPage], folder: Path, index: str) -> None:
    """Write a Markdown file for each page, and one named `index` for the folder."""
    folder.mkdir(parents=True)
    (folder / index).write_text(f"# {folder.name}\n", encoding="utf-8")
    for page in pages:
        matter = yaml.safe_dump({"title": page.title, "description": page.description}, allow_unicode=True)
        text = f"---\n{matter}---\n\n{to_markdown(page.body)}"
        (folder / f"{page.key}.md").write_text(text, encoding="utf-8")
