"""Published tables, columns, keys and values in the words of a reader."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pipeline.history.tables import KEY_SEPARATOR
from pipeline.schemas import Field, Schema, published_schemas, source_schemas

# Code tables whose codes nobody knows by heart, with the columns of the code and of its name.
NAMED_CODES = {
    "system_types": ("system_type_code", "system_type"),
    "prefectures": ("prefecture_code", "prefecture_name"),
    "municipalities": ("municipality_code", "municipality_name"),
}
YES_NO = {"true": "はい", "false": "いいえ"}
Names = dict[str, dict[str, str]]


def read_names(rows_of: Callable[[str], Iterable[Mapping[str, Any]]]) -> Names:
    """Read the names of codes, by code table. Shapes  rows_of: gives the rows of a published table."""
    return {table: {row[code]: row[name] for row in rows_of(table)} for table, (code, name) in NAMED_CODES.items()}


def table_title(table: str | None) -> str:
    """Name a published table; one that is gone has only its name."""
    schema = published_schemas().get(table or "")
    return schema.title if schema else table or ""


def column_title(table: str, column: str | None) -> str:
    """Name a column of a published table; one that is gone has only its name."""
    field = _field(published_schemas().get(table), column)
    return field.title if field else column or ""


def value_in_words(names: Names, table: str, column: str | None, value: str | None) -> str:
    """Give the words for a published value: the name of a code, the label of a category, あり or はい for true."""
    field = _field(published_schemas().get(table), column)
    if field is None or not value:
        return value or ""
    if field.type == "boolean" and value in ("true", "false"):
        said = (field.true_values if value == "true" else field.false_values)[0]
        return YES_NO.get(said, said)
    return (
        dict(field.categories).get(value) or names.get(field.code_table, {}).get(value) or _survey_title(field, value)
    )


def key_in_words(names: Names, table: str, key: str | None) -> str:
    """Write the key of a row with names instead of codes; empty parts are left out."""
    schema = published_schemas().get(table)
    columns = [column for column in schema.primary_key if column != "edition"] if schema else []
    parts = (key or "").split(KEY_SEPARATOR, max(len(columns) - 1, 0))
    if len(parts) != len(columns):
        return key or ""
    words = (_part(names, table, column, part, len(columns)) for column, part in zip(columns, parts, strict=True))
    return "・".join(word for word in words if word)


def _part(names: Names, table: str, column: str, part: str, parts: int) -> str:
    """Say one part of a key; a code table's own rows keep their codes."""
    return part if parts == 1 and table in NAMED_CODES else value_in_words(names, table, column, part)


def _survey_title(field: Field, value: str) -> str:
    """Name the question of the survey where a value is one."""
    question = _field(source_schemas()["survey_cases"], value) if field.name == "field" else None
    return question.title if question else value


def _field(schema: Schema | None, column: str | None) -> Field | None:
    return next((f for f in schema.fields if f.column == column), None) if schema else None
