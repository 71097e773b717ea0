"""The Table Schema (Data Package v2) of a published table."""

from typing import Any

from pipeline.english import description_in_english, in_english
from pipeline.schemas import FROZEN, Field, Schema


def table_schema(schema: Schema) -> dict[str, Any]:
    """Give the Table Schema of a published table. A key with columns that may be empty is a unique key, not a primary one."""
    if FROZEN in schema.descriptor:
        frozen: dict[str, Any] = schema.descriptor[FROZEN]
        return frozen
    key = list(schema.published_key)
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(f) for f in schema.fields],
        "missingValues": [""],
        **({"primaryKey": key} if is_key_required(schema) else {"uniqueKeys": [key]}),
        **({"foreignKeys": list(schema.foreign_keys)} if schema.foreign_keys else {}),
    }


def is_key_required(schema: Schema) -> bool:
    """Whether no column of the key may be empty."""
    required = {f.name for f in schema.fields if f.constraints.get("required")}
    return set(schema.published_key) <= required


def _field(f: Field) -> dict[str, Any]:
    optional = {
        "description": f.description,
        "description_en": description_in_english(f),
        "unit": f.unit,
        "unit_en": in_english(f.unit),
        "codes": f.code_table,
        "categories": [{"value": v, "label": label, "label_en": in_english(label)} for v, label in f.categories],
        "constraints": f.constraints,
    }
    return {
        "name": f.name,
        "type": f.type,
        "title": f.title,
        "title_en": f.title_en,
        **{key: value for key, value in optional.items() if value},
        **({"trueValues": ["true"], "falseValues": ["false"]} if f.type == "boolean" else {}),
    }
