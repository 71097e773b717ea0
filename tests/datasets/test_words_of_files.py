"""Every table, column, choice and status is described in Japanese and in English."""

import csv
from pathlib import Path

from pipeline.english import english_texts, in_english
from pipeline.schemas import Field, published_schemas
from pipeline.tables.dictionary import column_choices, status_description_en
from written_files import Written


def test_dictionary_names_every_column_in_both_languages(written: Written) -> None:
    with (written.folder / "dictionary_columns.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(r["table_name"], r["column_name"]) for r in rows] == [
        (schema.name, column) for schema in published_schemas().values() for column in schema.columns
    ]
    assert [r["column_name"] for r in rows if not r["title"] or not r["title_en"]] == []


def test_every_japanese_text_of_the_schemas_has_an_english_one_and_no_other_has(written: Written) -> None:
    texts = {
        text
        for schema in published_schemas().values()
        for text in (schema.row, schema.description, *(t for f in schema.fields for t in _texts(f)))
    }
    assert sorted(text for text in texts if text and not in_english(text)) == [], "add them to schemas/english.csv"
    assert sorted(set(english_texts()) - texts - _values_with_english(written)) == [], "nothing uses them"


def _values_with_english(written: Written) -> set[str]:
    """The values of code lists whose English the published tables take from the list."""
    columns = {
        "value_statuses": ("status_label", "meaning"),
        "cost_bands": ("cost_band",),
        "editions": ("edition_name", "edition_description"),
    }
    return {
        row[published_schemas()[table].columns.index(column)]
        for table, names in columns.items()
        for column in names
        for row in written.rows[table]
    }


def _texts(f: Field) -> list[str]:
    described = "" if status_description_en(f) else f.description
    return [described, f.unit, *(label for _, label in column_choices(f))]


def test_every_column_is_described_in_both_languages(written: Written) -> None:
    with (written.folder / "dictionary_columns.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    wanted = ("title", "title_en", "description", "description_en")
    assert [(r["table_name"], r["column_name"]) for r in rows if not all(r[w] for w in wanted)] == []
    assert [(r["table_name"], r["column_name"]) for r in rows if r["unit"] and not r["unit_en"]] == []


def test_every_choice_has_an_english_name(built_out: Path) -> None:
    for table in ("dictionary_choices", "value_statuses", "cost_bands", "editions", "system_types", "municipalities"):
        with (built_out / "datasets" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as stream:
            header, *rows = csv.reader(stream)
        english = [i for i, name in enumerate(header) if name.endswith("_en") or name == "romaji"]
        assert rows and english, table
        assert [row for row in rows if not all(row[i] for i in english)] == [], table


def test_package_describes_every_table_in_both_languages(written: Written) -> None:
    wanted = ("title", "title_en", "row", "row_en", "description", "description_en")
    assert [r["name"] for r in written.package["resources"] if not all(r[w] for w in wanted)] == []
