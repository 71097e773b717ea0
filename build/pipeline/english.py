"""The English of Japanese texts in the schemas and code lists: schemas/english.csv, one text a row."""

import csv
from functools import cache

from pipeline.paths import SCHEMAS
from pipeline.schemas import Field, Schema

ENGLISH = SCHEMAS / "english.csv"


@cache
def english_texts() -> dict[str, str]:
    """Read the list: Japanese text to English text."""
    with ENGLISH.open(encoding="utf-8-sig", newline="") as stream:
        return {row["japanese"]: row["english"] for row in csv.DictReader(stream)}


def in_english(text: str) -> str:
    """Translate a text. ASCII stands for itself; a text that the list does not have is empty (a test names it)."""
    return text if text.isascii() else english_texts().get(text, "")


def in_both(japanese: str, english: str = "") -> str:
    """Say a text in both languages, the English from the list where none is given; one that has none stays alone."""
    return " / ".join(filter(None, (japanese, english or in_english(japanese)))) if not japanese.isascii() else japanese


def description_in_english(f: Field) -> str:
    """Describe a column in English. The Japanese description of a status names the other column, so no list has it."""
    return status_description_en(f) or in_english(f.description)


def status_description_en(f: Field) -> str:
    """Describe a status column in English; empty for every other."""
    if not f.name.endswith("_status") or not f.title_en.endswith(" (status)"):
        return ""
    return f"Whether “{f.title_en.removesuffix(' (status)')}” has a value and, if not, why."


def table_in_english(schema: Schema) -> str:
    """Say in English what a row of a table is, and what else there is to know of it."""
    return " ".join(filter(None, map(in_english, (schema.row, schema.description))))
