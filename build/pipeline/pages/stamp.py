"""Writes thousands of entity pages from the one shell page that MkDocs built for their kind.

MkDocs needs milliseconds for every page it knows. The pages of one kind differ only in a few places, so MkDocs
builds one page per kind with tokens in these places, and the pages are joined from its pieces.
"""

import html
import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TOKEN = re.compile(r"(?:<p>)?@@(TITLE|DESCRIPTION|BODY)@@(?:</p>)?|_shell(?=/|\.json)")


INDENT = re.compile(r"\s*\n\s*")


@dataclass(frozen=True)
class EntityPage:
    """One page: `key` is its folder below the folder of its kind; `body` is HTML, `linked_data` becomes JSON-LD."""

    key: str
    title: str
    description: str
    body: str
    linked_data: dict[str, Any] = field(default_factory=dict)


class ShellUnusable(Exception):
    """The theme dropped or doubled a token of a shell page."""


@dataclass(frozen=True)
class Shell:
    """A built page cut at its tokens: odd pieces are the names of tokens, even pieces stay as they are."""

    pieces: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> "Shell":
        """Cut a built shell page, without its indents. Raises ShellUnusable when it has not exactly one body."""
        text = INDENT.sub("\n", path.read_text(encoding="utf-8"))
        pieces: list[str] = []
        end = 0
        for match in TOKEN.finditer(text):
            pieces += [text[end : match.start()], match[1] or "KEY"]
            end = match.end()
        if pieces[1::2].count("BODY") != 1 or "TITLE" not in pieces[1::2]:
            raise ShellUnusable(f"{path}: tokens found: {pieces[1::2]}")
        return cls((*pieces, text[end:]))

    def stamp(self, page: EntityPage) -> str:
        """Join the pieces with what this page says."""
        values = {
            "KEY": page.key,
            "TITLE": html.escape(page.title),
            "DESCRIPTION": html.escape(page.description),
            "BODY": page.body + linked_data(page.linked_data),
        }
        pieces = list(self.pieces)
        pieces[1::2] = [values[name] for name in pieces[1::2]]
        return "".join(pieces)


def linked_data(data: dict[str, Any]) -> str:
    """Write JSON-LD as the element that a page carries it in; nothing for no data."""
    if not data:
        return ""
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def stamp_pages(site: Path, kind: str, pages: Iterable[EntityPage]) -> None:
    """Write every page of a kind, and keep its shell beside the site. Raises ShellUnusable when its tokens are not there."""
    folder = site / kind
    shell = Shell.read(folder / "_shell" / "index.html")
    for page in pages:
        target = folder / page.key
        target.mkdir()
        (target / "index.html").write_bytes(shell.stamp(page).encode())
    shells_of(site).mkdir(exist_ok=True)
    (folder / "_shell" / "index.html").replace(shells_of(site) / f"{kind}.html")
    shutil.rmtree(folder / "_shell")


def shells_of(site: Path) -> Path:
    """Name the folder in which the shells of a built site are kept, each named as its kind: `make serve` stamps into them."""
    return site.parent / "shells"
