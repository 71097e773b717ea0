"""The English of Japanese texts in the schemas and code lists: schemas/english.csv, one text a row."""

import csv
from functools import cache

from pipeline.paths import SCHEMAS

ENGLISH = SCHEMAS / "english.csv"


@cache
def english_texts() -> dict[str, str]:
    """Read the list: Japanese text to English text."""
    with ENGLISH.open(encoding="utf-8-sig", newline="") as stream:
        return {row["japanese"]: row["english"] for row in csv.DictReader(stream)}


def in_english(text: str) -> str:
    """Translate a text. ASCII stands for itself; a text that the list does not have is empty (a test names it)."""
    return text if text.isascii() else english_texts().get(text, "")
