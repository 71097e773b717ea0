"""A published table as text, and what of it is followed from release to release."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.rows import TextRow
from pipeline.schemas import Field, Schema, published_schemas

KEY_SEPARATOR = ";"
CASE_KEY = re.compile(r"([0-9]{2}-[0-9]{4})(?:;|$)")
RECORD, DERIVED, ABOUT, HISTORY = "record", "derived", "about", "history"
FOLLOWED_ROLES = (RECORD, DERIVED)
Key = tuple[str, str]
CellPlace = tuple[str, str, str, str]
"""A cell as change sets and errata name it: table, edition, key, column. Of a row, the column is empty."""


class KeyNotUnique(Exception):
    """Two rows of a published table have one key."""


@dataclass(frozen=True)
class Description:
    """What the history needs to know of a published table.

    `role` is `record` (what was recorded), `derived` (computed from records), `about` (errata,
    withdrawals, the searches, and tables that repeat records for another use) or `history`.
    `meanings` gives, for every column that is followed, what a change of would give its values another meaning.
    """

    name: str
    role: str
    key: tuple[str, ...]
    meanings: dict[str, str]

    def key_of(self, row: TextRow) -> Key:
        """Give edition and the other key columns of a row, as they stand in errata and change sets."""
        others = KEY_SEPARATOR.join(row[column] for column in self.key if column != "edition")
        return (row["edition"] if "edition" in self.key else "", others)


@dataclass(frozen=True)
class TableRows:
    """All rows of a published table at one time, by key; only the columns that are followed."""

    description: Description
    rows: dict[Key, TextRow] = field(default_factory=dict)


Tables = dict[str, TableRows]


def role_of(schema: Schema) -> str:
    """Give the role of a published table. A table that does not say it counts as recorded: the strictest."""
    return str(schema.descriptor.get("role", RECORD))


def describe(schema: Schema) -> Description:
    """Describe a table as it is published now."""
    untracked = set(schema.descriptor.get("untracked", ()))
    return Description(
        name=schema.name,
        role=role_of(schema),
        key=schema.primary_key,
        meanings={f.name: _meaning(f) for f in schema.fields if f.name not in untracked},
    )


def _meaning(f: Field) -> str:
    is_choice = bool(f.categories or "enum" in f.constraints)
    return " ".join(part for part in (f.type, f.unit, f.code_table, "choice" if is_choice else "") if part)


def case_of_key(edition: str, key: str) -> str:
    """Give the case that the key of a row begins with, empty where the row is about no case."""
    found = CASE_KEY.match(key) if edition else None
    return found[1] if found else ""


def description_as_json(description: Description) -> dict[str, Any]:
    """Write a description into the manifest of a release."""
    return {"role": description.role, "key": list(description.key), "meanings": description.meanings}


def description_from_json(name: str, written: dict[str, Any]) -> Description:
    """Read a description from the manifest of a release."""
    return Description(name, written["role"], tuple(written["key"]), written["meanings"])


def place_of(row: TextRow) -> CellPlace:
    """Name the cell or row that a change, an effect or an erratum is about."""
    return row["table"], row["edition"], row["key"], row["column"]


def read_table(path: Path, description: Description) -> TableRows:
    """Read the CSV of a published table.

    Raises   KeyNotUnique when a key stands twice: errata and change sets could not name the row.
    """
    rows: dict[Key, TextRow] = {}
    for row in read_text_rows(path):
        followed = {column: row[column] for column in description.meanings}
        key = description.key_of(followed)
        if key in rows:
            raise KeyNotUnique(f"{description.name}: {key}")
        rows[key] = followed
    return TableRows(description, rows)


def read_text_rows(path: Path) -> list[TextRow]:
    """Read a CSV file with a header, as text."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_text_rows(path: Path, columns: Iterable[str], rows: Iterable[TextRow]) -> None:
    """Write rows of text as a CSV file with a header, as `read_text_rows` reads it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def names_of_role(role: str) -> list[str]:
    """Name the published tables of a role."""
    return [name for name, schema in published_schemas().items() if role_of(schema) == role]


def frozen_schemas() -> Iterable[Schema]:
    """List the published tables that a release holds: all but those about the releases themselves."""
    return [schema for schema in published_schemas().values() if role_of(schema) != HISTORY]


def followed_schemas() -> Iterable[Schema]:
    """List the published tables whose changes are followed from release to release."""
    return [schema for schema in published_schemas().values() if role_of(schema) in FOLLOWED_ROLES]
