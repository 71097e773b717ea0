"""Every table, column, choice and status is described in Japanese and in English."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from pipeline.english import english_texts, in_english, status_description_en
from pipeline.schemas import STATUS_LABELS, Field, published_schemas
from pipeline.tables.dictionary import column_choices
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


BOTH = re.compile(r"[ぁ-んァ-ヶ一-龠].* / .*[A-Za-z]{2}")
SAYS = ("description", "summary")


def is_in_both(text: str) -> bool:
    """Tell whether a Japanese text is followed by one in Latin letters."""
    return BOTH.search(text) is not None


def test_a_text_in_one_language_is_found() -> None:
    assert [is_in_both(text) for text in ("版 / Edition", "版", "Edition", "版 / 事例")] == [True, False, False, False]


def test_database_describes_every_table_and_column_in_both_languages(written: Written) -> None:
    with duckdb.connect(str(written.folder / "joint-procurement.duckdb"), read_only=True) as file:
        tables = file.execute("select table_name, comment from duckdb_tables()").fetchall()
        columns = file.execute("select table_name || '.' || column_name, comment from duckdb_columns()").fetchall()
    own = [(name, text) for name, text in (*tables, *columns) if name.split(".")[0] in published_schemas()]
    assert len(own) == len(written.package["resources"]) + sum(len(s.columns) for s in published_schemas().values())
    assert [name for name, text in own if not is_in_both(text or "")] == []


def test_package_describes_every_column_and_choice_in_both_languages(written: Written) -> None:
    wanted = ("title", "title_en", "description", "description_en")
    columns = [(r["name"], f) for r in written.package["resources"] for f in r["schema"]["fields"]]
    assert [(table, f["name"]) for table, f in columns if not all(f.get(w) for w in wanted)] == []
    choices = [(table, f["name"], c) for table, f in columns for c in f.get("categories", ())]
    assert choices and [place for *place, c in choices if not c["label"] or not c["label_en"]] == []


def _nodes(node: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every object of a description in JSON, with its place."""
    if isinstance(node, dict):
        yield place, node
        for name, inner in node.items():
            yield from _nodes(inner, f"{place}/{name}")
    elif isinstance(node, list):
        for number, inner in enumerate(node):
            yield from _nodes(inner, f"{place}/{number}")


def test_api_says_everything_in_both_languages(built_site: Path) -> None:
    paths = [built_site / "api/v1/openapi.json", *sorted((built_site / "api/v1/schemas").glob("*.json"))]
    nodes = [(path.name + place, node) for path in paths for place, node in _nodes(json.loads(path.read_text("utf-8")))]
    texts = [(place, node[name]) for place, node in nodes for name in SAYS if isinstance(node.get(name), str)]
    labels = [(place, text) for place, node in nodes for text in node.get("x-enumDescriptions", {}).values()]
    assert len(labels) > 100
    assert [each for each in (*texts, *labels) if not is_in_both(each[1])] == []


def test_api_describes_every_property_and_answer(built_site: Path) -> None:
    for path in sorted((built_site / "api/v1/schemas").glob("*.json")):
        for place, node in _nodes(json.loads(path.read_text(encoding="utf-8"))):
            properties = node.get("properties", {})
            said = {
                name: p.get("description") or p.get("items", {}).get("description") for name, p in properties.items()
            }
            assert [f"{path.name}{place}/{name}" for name, text in said.items() if not text] == []


def test_statuses_have_a_name_in_both_languages() -> None:
    assert [label for label in STATUS_LABELS.values() if not in_english(label)] == []
