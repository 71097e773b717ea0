"""The JSON Schemas of the API (draft 2020-12), made from the schemas of the published tables."""

from typing import Any

from pipeline.english import description_in_english, in_both, in_english
from pipeline.files.api.api_kinds import API_KINDS
from pipeline.files.api.records import CASE_PARTS, OF_THE_CASE, OF_THE_MUNICIPALITY, SHORT_CASE
from pipeline.identity import Identity
from pipeline.schemas import POINTS, Field, narratives, published_schemas

JsonSchema = dict[str, Any]
SYNTHETIC = {"const": True, "description": "試験用の合成データのとき / Only in made-up data for tests"}
TYPES = {"string": "string", "integer": "integer", "number": "number", "boolean": "boolean", "date": "string"}


def json_schemas(identity: Identity) -> dict[str, JsonSchema]:
    """Give the schema of every kind of file, by its name."""
    bodies = {**_single_bodies(), **_list_bodies(), "index": _index_body()}
    return {name: _document(name, body, identity) for name, body in bodies.items()}


def _single_bodies() -> dict[str, JsonSchema]:
    tables = {name: table for table, name in CASE_PARTS.items()} | dict.fromkeys(narratives(), POINTS)
    parts = {name: _many(_row(table, without=OF_THE_CASE)) for name, table in tables.items()}
    cases = _many(_row("cases", only=SHORT_CASE))
    return {
        "case": {"case": _row("cases"), **parts, "sources": _many(_row("sources"))},
        "gone-case": {
            "case_id": {"type": "string", "description": "事例ID / Case ID"},
            "is_withdrawn": {
                "type": "boolean",
                "description": "取り下げた事例は true、除いた事例は false / true for a withdrawn case, false for a removed one",
            },
        },
        "municipality": {
            "municipality": _row("municipalities"),
            "participations": _many(_row("participations", without=OF_THE_MUNICIPALITY)),
            "cases": cases,
        },
        "prefecture": {
            "prefecture": _row("prefectures"),
            "cases": cases,
            "neighbours": _many(
                {"type": "string", "description": "となりの都道府県のコード / Codes of the neighbouring prefectures"}
            ),
        },
        "system": {
            "system": _row("system_types"),
            "cases": cases,
            "case_counts": _many(_row("case_counts_by_system_type")),
        },
    }


def _list_bodies() -> dict[str, JsonSchema]:
    bodies = {}
    for kind in API_KINDS:
        row = _row(kind.table, only=SHORT_CASE if kind.name == "cases" else ())
        row["properties"]["url"] = _url("この項目のファイル / The file of this item")
        row["required"].append("url")
        bodies[f"{kind.name}-list"] = {kind.name: _many(row)}
    return bodies


def _index_body() -> JsonSchema:
    lists = {kind.name: _url(f"すべての{kind.title} / All {kind.name}") for kind in API_KINDS}
    return {
        "openapi": _url("API の説明 / The description of the API"),
        "datapackage": _url("すべての表と列の説明 / The description of all tables and columns"),
        "lists": {
            "type": "object",
            "description": "種類ごとの一覧 / The list of every kind",
            "properties": lists,
            "required": list(lists),
            "additionalProperties": False,
        },
    }


def _document(name: str, body: JsonSchema, identity: Identity) -> JsonSchema:
    common: JsonSchema = {
        "$schema": _url("このファイルの形 / The schema of this file"),
        "page": _url("同じ内容を示すページ / The page that shows the same"),
        "license": _url("利用条件 / The licence"),
        "publisher": {"type": "string", "description": "編集・公開 / Who edits and publishes"},
        "version": {
            "type": "string",
            "description": "データの版（リリース。リリースより新しい変更があれば、+ とコミット） / The version of the data: the release, with + and the commit where there are newer changes",
        },
        "date": {"type": "string", "format": "date", "description": "データの日付 / The date of the data"},
        "release": {
            "type": ["string", "null"],
            "description": "いちばん新しいリリース。null は、まだリリースがない / The newest release; null before the first",
        },
        "has_unreleased_changes": {
            "type": "boolean",
            "description": "リリースより新しい変更を含むか / Whether there are changes newer than the release",
        },
        "commit": {
            "type": "string",
            "description": "データのもとになったコミット / The commit that the data were made from",
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{identity.site_url}api/v1/schemas/{name}.schema.json",
        "title": name,
        "type": "object",
        "properties": {**common, "synthetic": SYNTHETIC, **body},
        "required": [*common, *body],
        "additionalProperties": False,
    }


def _row(table: str, only: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> JsonSchema:
    """Describe a row of a published table, or some of its columns; every column is always there, null where empty."""
    fields = [f for f in published_schemas()[table].fields if f.name not in without and (not only or f.name in only)]
    return {
        "type": "object",
        "description": in_both(published_schemas()[table].row),
        "properties": {f.name: _value(f) for f in fields},
        "required": [f.name for f in fields],
        "additionalProperties": False,
    }


def _value(f: Field) -> JsonSchema:
    may_be_empty = not f.constraints.get("required")
    kind: Any = [TYPES[f.type], "null"] if may_be_empty else TYPES[f.type]
    choices = f.constraints.get("enum")
    unit, unit_en = (f"（単位：{f.unit}）", f" ({in_english(f.unit)})") if f.unit else ("", "")
    labels = {value: in_both(label) for value, label in f.categories}
    return {
        "type": kind,
        "title": in_both(f.title, f.title_en),
        "description": in_both(f"{f.description}{unit}", f"{description_in_english(f)}{unit_en}"),
        **({"format": "date"} if f.type == "date" else {}),
        **({"enum": [*choices, *([None] if may_be_empty else [])]} if choices else {}),
        **({"x-enumDescriptions": labels} if labels else {}),
    }


def _url(description: str) -> JsonSchema:
    return {"type": "string", "format": "uri", "description": description}


def _many(item: JsonSchema) -> JsonSchema:
    return {"type": "array", "items": item}
