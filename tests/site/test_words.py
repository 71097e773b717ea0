"""The pages say things in plain words: a list of words to avoid, each with what to say instead."""

import csv
import html
import re
from pathlib import Path

import pytest

WORDS = Path(__file__).with_name("words_to_avoid.csv")
NOT_OURS = re.compile(r"<(script|style|pre|code|blockquote|table)\b.*?</\1>", re.DOTALL)
"""Code, what sources say, and cells of data: they are shown as they are."""
FROM_DATA = ("cases", "data", "sources", "systems", "about")
"""Folders whose pages quote sources at length."""


def words_to_avoid() -> list[str]:
    with WORDS.open(encoding="utf-8", newline="") as stream:
        return [row["word"] for row in csv.DictReader(stream)]


def plain(page: str) -> str:
    """Give what a page says, without its markup and what it quotes."""
    return html.unescape(re.sub(r"<[^>]+>", "", NOT_OURS.sub("", page)))


def avoided(page: str) -> list[str]:
    said = plain(page)
    return [word for word in words_to_avoid() if word in said]


def test_pages_use_no_word_to_avoid(built_site: Path) -> None:
    pages = [path.relative_to(built_site) for path in built_site.rglob("index.html")]
    ours = [path for path in pages if len(path.parts) <= 2 or path.parts[0] not in FROM_DATA]
    found = {path.as_posix(): words for path in ours if (words := avoided((built_site / path).read_text("utf-8")))}
    assert len(ours) > 100 and found == {}


@pytest.mark.parametrize("word", words_to_avoid())
def test_word_to_avoid_is_found(word: str) -> None:
    assert avoided(f"<p>これは{word}です。</p>") == [word]
    assert avoided(f"<p>これは<code>{word}</code>です。</p>") == []
