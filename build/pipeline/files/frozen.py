"""The tables of a frozen release: their schemas from its manifest, their rows from its CSV files."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from pipeline.history.store import CHANGE_COLUMNS, CHANGES, EFFECT_COLUMNS, EFFECTS, Release
from pipeline.schemas import FROZEN, Field, Schema, Schemas, published_schemas, read_field
from pipeline.tables import database

HISTORY_COLUMNS = {CHANGES: CHANGE_COLUMNS, EFFECTS: EFFECT_COLUMNS}
HISTORY_NOTE = "このリリースの分だけ。上から順に前のリリースの表に当てはめると、このリリースの表になる。"
NOTICE = Field("notice", "notice", "お知らせ", "Notice", "string", constraints={"required": True})
NOTICE_ROW = "1行は、取り下げたことの1つのお知らせ"


def frozen_tables(release: Release, replaced: Collection[str]) -> Schemas:
    """Describe every table of a release, its changes included.

    Shapes   replaced: tables that a withdrawal takes; each is one column with a notice instead, and no key leads there.
    """
    words = {row["table_name"]: row for row in release.rows("dictionary_tables")}
    tables = {name: _table(resource, words.get(name, {}), replaced) for name, resource in release.resources.items()}
    tables |= {name: _history_table(name) for name in HISTORY_COLUMNS}
    return {name: _notice(table) if name in replaced else table for name, table in tables.items()}


def load_frozen(schemas: Schemas, folder: Path) -> DuckDBPyConnection:
    """Load the CSV of every table from `folder` with its types."""
    connection = database.open_database()
    for schema in schemas.values():
        database.load_published_csv(connection, schema, folder / f"{schema.name}.csv")
    return connection


def _table(resource: dict[str, Any], words: dict[str, str], replaced: Collection[str]) -> Schema:
    """Give the schema of a table as it was; its words are those of the release's own dictionary."""
    described = resource["schema"]
    keys = [key for key in described.get("foreignKeys", ()) if key["reference"]["resource"] not in replaced]
    kept = {name: value for name, value in described.items() if name != "foreignKeys"}
    return Schema(
        name=resource["name"],
        title=resource["title"],
        row=words.get("row_meaning", resource["description"]),
        description=words.get("description", ""),
        fields=tuple(map(read_field, described["fields"])),
        primary_key=tuple(described.get("primaryKey") or described["uniqueKeys"][0]),
        missing={"": "blank"},
        descriptor={
            "title_en": words.get("title_en", ""),
            "foreignKeys": keys,
            FROZEN: {**kept, **({"foreignKeys": keys} if keys else {})},
        },
    )


def _history_table(name: str) -> Schema:
    """Describe the change set, or what it moved: the columns of today's table of that name that a release freezes."""
    schema, columns = published_schemas()[name], HISTORY_COLUMNS[name]
    fields = {f.name: f for f in schema.fields}
    return replace(
        schema,
        description=HISTORY_NOTE if name == CHANGES else schema.description,
        fields=tuple(replace(fields[column], code_table="") for column in columns),
        primary_key=tuple(
            column for column in columns if column in ("erratum_id", "table", "edition", "key", "column")
        ),
        descriptor={"title_en": schema.title_en},
    )


def _notice(table: Schema) -> Schema:
    return Schema(
        table.name, table.title, NOTICE_ROW, "", (NOTICE,), ("notice",), {"": "blank"}, {"title_en": table.title_en}
    )
