"""The data dictionary: every published table, column and choice as rows, in Japanese and English."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.english import description_in_english, english_texts, in_english
from pipeline.schemas import Field, Schema, published_schemas

if TYPE_CHECKING:
    from pandas import DataFrame


def dictionary_frames() -> "dict[str, DataFrame]":
    """Give the three parts of the dictionary, and the list of English texts, by the names under which the publishing SQL reads them."""
    schemas = list(published_schemas().values())
    return {
        "published_tables": _frame(_table(position, s) for position, s in enumerate(schemas, start=1)),
        "published_columns": _frame(
            _column(s, position, f) for s in schemas for position, f in enumerate(s.fields, start=1)
        ),
        "published_choices": _frame(row for s in schemas for f in s.fields for row in _choices(s, f)),
        "english_texts": _frame(
            {"japanese": japanese, "english": english} for japanese, english in english_texts().items()
        ),
    }


def _frame(rows: Iterator[dict[str, Any]]) -> "DataFrame":
    from pandas import DataFrame

    return DataFrame(list(rows))


def _table(position: int, schema: Schema) -> dict[str, Any]:
    return {
        "table_name": schema.name,
        "position": position,
        "title": schema.title,
        "title_en": schema.title_en or None,
        "row_meaning": schema.row,
        "row_meaning_en": in_english(schema.row) or None,
        "description": schema.description or None,
        "description_en": in_english(schema.description) or None,
        "key_columns": ";".join(schema.published_key),
    }


def _column(schema: Schema, position: int, f: Field) -> dict[str, Any]:
    return {
        "table_name": schema.name,
        "column_name": f.name,
        "position": position,
        "title": f.title,
        "title_en": f.title_en,
        "type": f.type,
        "unit": f.unit or None,
        "unit_en": in_english(f.unit) or None,
        "is_required": bool(f.constraints.get("required")),
        "is_key": f.name in schema.published_key,
        "code_table": f.code_table or None,
        "description": f.description or None,
        "description_en": description_in_english(f) or None,
    }


def column_choices(f: Field) -> list[tuple[str, str]]:
    """List what a column may hold, as value and label, where its schema says so."""
    return list(f.categories) or [(str(value), str(value)) for value in f.constraints.get("enum", [])]


def _choices(schema: Schema, f: Field) -> Iterator[dict[str, Any]]:
    for position, (value, label) in enumerate(column_choices(f), start=1):
        yield {
            "table_name": schema.name,
            "column_name": f.name,
            "position": position,
            "choice": value,
            "label": label,
            "label_en": in_english(label) or None,
        }
