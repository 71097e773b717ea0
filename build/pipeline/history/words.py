"""Tables, columns, keys and values in the words of a reader."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pipeline.dates import japanese_date
from pipeline.history.source_rows import key_columns, schema_of, source_field
from pipeline.history.tables import KEY_SEPARATOR
from pipeline.schemas import STATUS_LABELS, Field, published_schemas, source_schemas

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
    """Name a table, published or of what people write; one that is gone has only its name."""
    schema = published_schemas().get(table or "") or schema_of(table or "")
    return schema.title if schema else table or ""


def column_title(table: str, column: str | None) -> str:
    """Name a column of a table; one that is gone has only its name."""
    field = _field(table, column)
    return field.title if field else column or ""


def value_in_words(names: Names, table: str, column: str | None, value: str | None) -> str:
    """Give the words for a value: the name of a code, the label of a category, あり or はい for true, why it is empty."""
    field = _field(table, column)
    if field is None or not value:
        return value or ""
    if field.type == "boolean" and value in ("true", "false"):
        said = (field.true_values if value == "true" else field.false_values)[0]
        return YES_NO.get(said, said)
    if field.is_answer and (status := source_schemas()["survey_cases"].missing.get(value)):
        return f"{value}（{STATUS_LABELS[status]}）"
    return (
        dict(field.categories).get(value) or names.get(field.code_table, {}).get(value) or _survey_title(field, value)
    )


def key_in_words(names: Names, table: str, key: str | None) -> str:
    """Write the key of a row with names instead of codes; empty parts are left out."""
    columns = _key_columns(table)
    parts = (key or "").split(KEY_SEPARATOR, max(len(columns) - 1, 0))
    if len(parts) != len(columns):
        return key or ""
    words = (_part(names, table, column, part, len(columns)) for column, part in zip(columns, parts, strict=True))
    return "・".join(word for word in words if word)


def _key_columns(table: str) -> list[str]:
    schema = schema_of(table)
    if schema:
        return key_columns(schema)
    published = published_schemas().get(table)
    return [column for column in published.primary_key if column != "edition"] if published else []


def _part(names: Names, table: str, column: str, part: str, parts: int) -> str:
    """Say one part of a key; a code table's own rows keep their codes."""
    return part if parts == 1 and table in NAMED_CODES else value_in_words(names, table, column, part)


def _survey_title(field: Field, value: str) -> str:
    """Name the question of the survey where a value is one; a day or a month is written as people read it."""
    question = _field("cases", value) if field.column == "field" else None
    return question.title if question else japanese_date(value) if "-" in value else value


def _field(table: str, column: str | None) -> Field | None:
    """Find a column in the table as published, else in what people write."""
    published = published_schemas().get(table)
    found = next((f for f in published.fields if f.column == column), None) if published else None
    return found or source_field(table, column or "")
