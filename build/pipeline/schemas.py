"""Types, titles, units, choices and rules of every table, read once from schemas/.

A source table (schemas/*.schema.json) describes the CSV files that people write: Japanese headers, and in
`column` the name under which a value is published. A published table (schemas/published/*.schema.json)
describes a file that readers download; `{"from": "survey_cases"}` among its fields stands for every
single-valued column of that source table that the schema does not describe itself, without those under `except` and with
those under `last` behind the others.
"""

import json
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pipeline.paths import PUBLISHED_SCHEMAS, SCHEMAS

# What an answer of the survey can be. Computed tables say two things more, of what no answer stands behind.
STATUSES = ("answered", "withheld", "unknown", "blank", "not_collected", "withdrawn")
STATUS_LABELS = {
    "answered": "回答あり",
    "withheld": "非掲載希望",
    "unknown": "不明",
    "blank": "未回答・回答対象外",
    "not_collected": "未収録",
    "withdrawn": "取下げ",
    "not_reported": "公表画面で回答なし",
    "not_applicable": "対象外",
}
EXISTENCE_ONLY = "存在のみ"
"""The certainty (確度) of a case of which nothing is known but that it exists."""
POINTS = "case_points"
"""The published table of the answers in points."""
FROZEN = "frozen"
"""In the descriptor of a table of a frozen release: its Table Schema, as it was."""
# Stands in the cell of a withdrawn answer between the check and the database; no file can hold it (a control character).
WITHDRAWN_CELL = "\x1awithdrawn"


@dataclass(frozen=True)
class Field:
    """One column: `name` as the file has it, `column` as it is published (the same in a published table).

    `is_bookkeeping` marks order, remarks and what repeats another table: no statement that could need an erratum.
    `knowledge` lists values by which little is known, least first: a rise adds to the record, a fall corrects it.
    `is_narrative`: an answer in points, published one a row in `case_points`.
    `only_when`: a question that only some cases are asked: another column, and how the answer to it begins.
    `explorer`: what the explorer does with the column; None where it has none. An answer has a column there in any case.
    `is_brief`: told of a case where it is one of many. `is_on_home`: told by the answer on the home page.
    """

    name: str
    column: str
    title: str
    title_en: str
    type: str
    description: str = ""
    unit: str = ""
    group: str = ""
    is_answer: bool = False
    is_multiple: bool = False
    is_narrative: bool = False
    code_table: str = ""
    code_field: str = ""
    constraints: dict[str, Any] = field(default_factory=dict)
    true_values: tuple[str, ...] = ("true",)
    false_values: tuple[str, ...] = ("false",)
    categories: tuple[tuple[str, str], ...] = ()
    is_bookkeeping: bool = False
    knowledge: tuple[str, ...] = ()
    only_when: tuple[tuple[str, str], ...] = ()
    explorer: dict[str, Any] | None = None
    is_brief: bool = False
    is_on_home: bool = False

    @property
    def explorer_use(self) -> dict[str, Any]:
        return self.explorer or {}


@dataclass(frozen=True)
class Schema:
    """One table. `missing` maps the text of an empty cell to its status; `descriptor` is the file as written."""

    name: str
    title: str
    row: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    missing: dict[str, str]
    descriptor: dict[str, Any]
    files: str = ""

    @property
    def header(self) -> list[str]:
        return [f.name for f in self.fields]

    @property
    def columns(self) -> list[str]:
        return [f.column for f in self.fields]

    @property
    def title_en(self) -> str:
        return str(self.descriptor.get("title_en", ""))

    @property
    def published_key(self) -> tuple[str, ...]:
        """The key that readers are given: the primary key, or one without empty columns where the table has another."""
        return tuple(self.descriptor.get("publishedKey", self.primary_key))

    @property
    def published_as(self) -> str:
        """The name by which errata and withdrawals call a source table."""
        return str(self.descriptor.get("published_as", self.name))

    @property
    def values_of(self) -> str:
        """The question with several answers that a published table gathers, one value a row; empty for other tables."""
        return str(self.descriptor.get("values_of", ""))

    @property
    def is_bookkeeping(self) -> bool:
        """Whether nothing in the table states a fact about joint procurement: no row of it ever needs an erratum."""
        return bool(self.descriptor.get("bookkeeping", False))

    @property
    def foreign_keys(self) -> tuple[dict[str, Any], ...]:
        """The keys of a published table into others: those it declares, and one for every column with a code table.

        A table of a frozen release has those that were frozen with it.
        """
        if FROZEN in self.descriptor:
            return tuple(self.descriptor["foreignKeys"])
        into_codes = [(f.name, f.code_table) for f in self.fields if f.code_table]
        return (
            *self.descriptor.get("foreignKeys", ()),
            *(
                {
                    "fields": [name],
                    "reference": {"resource": table, "fields": [*published_schemas()[table].primary_key]},
                }
                for name, table in into_codes
            ),
        )

    @property
    def ordered_by(self) -> str:
        """The published name of the column that orders the rows: the one that the schema names, else the key."""
        return self.field_named(self.descriptor.get("orderedBy", self.primary_key[0])).column

    @property
    def has_editions(self) -> bool:
        """Whether the table has a file or folder per edition."""
        return "*" in self.files

    @cached_property
    def by_column(self) -> dict[str, Field]:
        return {f.column: f for f in self.fields}

    def field_named(self, name: str) -> Field:
        return next(f for f in self.fields if f.name == name)


Schemas = dict[str, Schema]
"""Tables by name, in the order of publication."""


@cache
def source_schemas() -> dict[str, Schema]:
    """Read the schemas of the tables that people write, by table name."""
    return {schema.name: schema for schema in map(_read, sorted(SCHEMAS.glob("*.schema.json")))}


@cache
def published_schemas() -> dict[str, Schema]:
    """Read the schemas of the tables that readers download, by table name, in the order of publication."""
    schemas = sorted(map(_read, PUBLISHED_SCHEMAS.glob("*.schema.json")), key=lambda s: s.descriptor["order"])
    return {schema.name: schema for schema in schemas}


@cache
def value_tables() -> dict[str, tuple[str, str]]:
    """Name, by question with several answers, the published table and the column of it that has one value a row."""
    return {s.values_of: (s.name, s.primary_key[-1]) for s in published_schemas().values() if s.values_of}


def question_of(table: str, key: str = "") -> str:
    """Name the question whose values a published table lists, or of whose points its row is one; empty for every other."""
    if table == POINTS:
        return next((part for part in key.split(";") if part in narratives()), "")
    schema = published_schemas().get(table)
    return schema.values_of if schema else ""


@cache
def narratives() -> tuple[str, ...]:
    """Name the questions that are answered in points."""
    return tuple(f.column for f in source_schemas()["survey_cases"].fields if f.is_narrative)


def choice_tables() -> list[str]:
    """Name the code tables that questions of the survey choose from, in the order of the survey."""
    return list(
        dict.fromkeys(f.code_table for f in source_schemas()["survey_cases"].fields if f.is_answer and f.code_table)
    )


def _read(path: Path) -> Schema:
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    return Schema(
        name=descriptor["name"],
        title=descriptor["title"],
        row=descriptor["row"],
        description=descriptor.get("description", ""),
        fields=_read_fields(descriptor["fields"]),
        primary_key=tuple(descriptor["primaryKey"]),
        missing={m["value"]: m["label"] for m in descriptor.get("missingValues", [{"value": "", "label": "blank"}])},
        descriptor=descriptor,
        files=descriptor.get("files", ""),
    )


def _read_fields(items: list[dict[str, Any]]) -> tuple[Field, ...]:
    """Read the columns of a table; one that the schema describes itself is not taken `from` another once more."""
    own = {item["name"] for item in items if "from" not in item}
    fields: list[Field] = []
    for item in items:
        fields += _taken_fields(item, own) if "from" in item else [read_field(item)]
    return tuple(fields)


def _taken_fields(item: dict[str, Any], own: set[str]) -> list[Field]:
    fields = published_fields(source_schemas()[item["from"]], item.get("except", []))
    return sorted((f for f in fields if f.name not in own), key=lambda f: f.name in item.get("last", []))


def read_field(item: dict[str, Any]) -> Field:
    """Read one column as a descriptor describes it: a schema's, or that of a release's manifest."""
    code_table, _, code_field = item.get("codes", "").partition(".")
    return Field(
        name=item["name"],
        column=item.get("column", item["name"]),
        title=item["title"],
        title_en=item["title_en"],
        type=item["type"],
        description=item.get("description", ""),
        unit=item.get("unit", ""),
        group=item.get("group", ""),
        is_answer=item.get("answer", False),
        is_multiple=item.get("multiple", False),
        is_narrative=item.get("narrative", False),
        code_table=code_table,
        code_field=code_field,
        constraints=item.get("constraints", {}),
        true_values=tuple(item.get("trueValues", ["true"])),
        false_values=tuple(item.get("falseValues", ["false"])),
        categories=tuple((c["value"], c["label"]) for c in item.get("categories", [])),
        is_bookkeeping=item.get("bookkeeping", False),
        knowledge=tuple(item.get("knowledge", ())),
        only_when=tuple(item.get("onlyWhen", {}).items()),
        explorer=item.get("explorer", {} if item.get("answer") else None),
        is_brief=item.get("brief", False),
        is_on_home=item.get("home", False),
    )


def published_fields(source: Schema, without: list[str]) -> list[Field]:
    """List the published columns of a source table: each value, and for an answer the status beside it.

    A column of several values or points is published as a table of its own; only its status stands here.
    """
    fields: list[Field] = []
    for f in source.fields:
        if f.column in without:
            continue
        if not (f.is_multiple or f.is_narrative):
            kept = ("enum",) if f.is_answer else ("required", "enum")
            constraints = {k: v for k, v in f.constraints.items() if k in kept}
            fields.append(replace(f, name=f.column, is_answer=False, constraints=constraints))
        if f.is_answer:
            fields.append(status_field(f))
    return fields


def status_field(f: Field) -> Field:
    """Describe the column that says why a value is missing."""
    return Field(
        name=f"{f.column}_status",
        column=f"{f.column}_status",
        title=f"{f.title}の状態",
        title_en=f"{f.title_en} (status)",
        type="string",
        description=f"「{f.title}」に値があるか、ないならなぜないか。",
        group=f.group,
        constraints={"required": True, "enum": list(STATUSES)},
        categories=tuple((status, STATUS_LABELS[status]) for status in STATUSES),
        is_brief=f.is_brief,
    )
