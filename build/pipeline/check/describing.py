"""The parts of a message that come from the schemas and from the data: a column's rule, its choices, a value."""

import unicodedata

from pipeline.schemas import Field, Schema

_SHOWN_AT_MOST = 60
CHOICES_SHOWN_AT_MOST = 12
LOOK_EMPTY = "\u2800\u3164\u115f\u1160\uffa0"  # letters and signs that show nothing
# An example says more than a pattern; by published name.
EXAMPLES = {
    "case_id": "27-0001",
    "municipality_code": "27100",
    "municipality_code6": "271004",
    "prefecture_code": "27",
    "prefecture_name": "大阪府",
    "romaji": "osaka",
    "kana": "おおさかふ",
    "system_type_code": "facility-reservation",
    "source_id": "dashboard-2025",
    "edition": "2024-01-31",
    "erratum_id": "E0001",
    "first_wrong_release": "1.0.0",
    "last_wrong_release": "1.0.0",
    "table": "cases",
}


def shown(value: str) -> str:
    """Make a value readable in a message: short, on one line, invisible characters named."""
    text = "".join(c if is_visible(c) else f"⟨U+{ord(c):04X}⟩" for c in value[: _SHOWN_AT_MOST + 1])
    return text if len(value) <= _SHOWN_AT_MOST else text[:_SHOWN_AT_MOST] + "…（以下略）"


def is_visible(character: str) -> bool:
    return character in " \u3000" or (unicodedata.category(character)[0] not in "CZ" and character not in LOOK_EMPTY)


def schema_file(schema: Schema) -> str:
    return f"schemas/{schema.name}.schema.json"


def note_place(schema: Schema) -> str:
    """Name where a remark belongs that has no column."""
    return "列「備考」" if "備考" in schema.header else "調査票（data/survey/）の列「備考」"


def file_pattern(schema: Schema) -> str:
    """Name the place of a table's files below data/: `survey/版/都道府県コード-ローマ字.csv`."""
    return schema.files.replace("*", "版", 1).replace("*", "都道府県コード-ローマ字")


def field_rule(field: Field, schema: Schema, code_file: str = "") -> str:
    """Put the rule of a column into words, with the file that declares it."""
    words = [word for word in (_form(field, code_file), _length(field), _presence(field)) if word]
    return f"{'、'.join(words) or '文字'}（{schema_file(schema)}{_standard(field)}）"


def _form(field: Field, code_file: str) -> str:
    if field.code_table:
        return f"data/{code_file} の列「{field.code_field}」にある値"
    if "enum" in field.constraints:
        return quoted(field.constraints["enum"])
    if field.type == "boolean":
        return quoted([*field.true_values, *field.false_values])
    if field.type in ("integer", "number"):
        return f"{_range(field)}{'整数' if field.type == 'integer' else '数'}"
    if field.type == "date":
        return "2024-01-31 の形の日付"
    return pattern_form(field) if "pattern" in field.constraints else ""


def pattern_form(field: Field) -> str:
    """Put the form of a code into words: its description and an example, never the regular expression."""
    example = EXAMPLES.get(field.column, "")
    words = [field.description.partition("。")[0], f"例: {example}" if example else ""]
    return "、".join(word for word in words if word) or "決められた形"


def _range(field: Field) -> str:
    low, high = field.constraints.get("minimum"), field.constraints.get("maximum")
    text = "" if low is None else f"{low} 以上"
    text += "" if high is None else f"{' ' if text else ''}{high} 以下"
    return f"{text}の" if text else ""


def _length(field: Field) -> str:
    return f"{field.constraints['maxLength']} 文字以内" if "maxLength" in field.constraints else ""


def _presence(field: Field) -> str:
    return "必須" if field.constraints.get("required") else ""


def _standard(field: Field) -> str:
    return "、機械可読性ルール L2-01" if field.type in ("integer", "number") else ""


def quoted(values: list[str]) -> str:
    text = "".join(f"「{value}」" for value in values[:CHOICES_SHOWN_AT_MOST])
    return text if len(values) <= CHOICES_SHOWN_AT_MOST else f"{text}など"
