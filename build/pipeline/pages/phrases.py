"""Breaks headings between phrases (文節), not inside words: at build time, so that every browser does.

The same heading comes back on thousands of pages, so each is broken once.
"""

import re
from functools import cache
from pathlib import Path

import budoux
from markupsafe import Markup

_HEADING = re.compile(r"(<h[12]\b[^>]*>)(.*?)(</h[12]>)", re.DOTALL)
TEXT = re.compile(r"(<[^>]+>)")
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


@cache
def phrases(text: str) -> tuple[str, ...]:
    """Split a text into phrases; joined they are the text."""
    return tuple(_parser().parse(text)) if JAPANESE.search(text) else (text,)


def break_pages(site: Path) -> None:
    """Break the headings of every page that MkDocs built; stamped pages break their own (`phrases` in templates)."""
    for path in sorted(site.rglob("*.html")):
        path.write_text(break_headings(path.read_text(encoding="utf-8")), encoding="utf-8")


def break_headings(page: str) -> str:
    """Put <wbr> between the phrases of every h1 and h2 of a page's HTML. The style sheet keeps the rest together."""
    return _HEADING.sub(lambda match: match[1] + _break_markup(match[2]) + match[3], page)


@cache
def _break_markup(markup: str) -> str:
    return "".join(part if part.startswith("<") else "<wbr>".join(phrases(part)) for part in TEXT.split(markup) if part)


def broken(text: str) -> Markup:
    """Give a plain text as markup with <wbr> between its phrases."""
    return Markup("<wbr>").join(phrases(text))
