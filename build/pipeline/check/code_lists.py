"""The values that columns with `codes` choose from, read before anything is judged."""

from collections import Counter

from pipeline.check.columns import CodeList, CodeLists, Column
from pipeline.check.folder import TableFile
from pipeline.check.gate import judge
from pipeline.check.layout import shape
from pipeline.read.files import read_file
from pipeline.schemas import Schema, source_schemas


def read_code_lists(found: list[TableFile]) -> CodeLists:
    """Read every column that another column names in `codes`, and the prefectures' file names.

    Missing  a column that cannot be read has no list: its own problem is reported, its users are not judged by it.
    """
    lists: CodeLists = {}
    for f in found:
        names = [*_asked_of(f.schema), *(["ローマ字"] if f.schema.name == "prefectures" else [])]
        if names:
            rows = shape(read_file(f.file, f.schema.header).rows, f.schema).rows
            for name in names:
                values = _sound_values(rows, f.schema, name)
                if any(values):
                    lists[f"{f.schema.name}.{name}"] = CodeList(
                        _distinct(values), f.path, _by_name(rows, values, f.schema, name)
                    )
    return _with_file_names(lists)


def _asked_of(schema: Schema) -> list[str]:
    fields = [f for s in source_schemas().values() for f in s.fields if f.code_table == schema.name]
    return list(dict.fromkeys(f.code_field for f in fields))


def _column(rows: list[list[str]], schema: Schema, name: str) -> list[str]:
    return [row[schema.header.index(name)] for row in rows] if rows else []


def _sound_values(rows: list[list[str]], schema: Schema, name: str) -> list[str]:
    """Give a column as it is meant; none of it where one value is in doubt, for the list would then lack that value."""
    column = Column(schema.field_named(name), schema, None)
    values = _column(rows, schema, name)
    mended: dict[str, str] = {}
    for value in set(values):
        fault = judge(value, column)
        mended[value] = value if fault is None else fault.exact or ""
        if value and not (mended[value] and (column.form is None or column.form.fullmatch(mended[value]))):
            return []
    return [mended[value] for value in values]


def _distinct(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _by_name(rows: list[list[str]], codes: list[str], schema: Schema, name: str) -> dict[str, str]:
    """Map each name that only one code has to that code (市区町村コード has its names in 市区町村名)."""
    label = name.replace("コード", "名")
    if label == name or label not in schema.header:
        return {}
    labels = _column(rows, schema, label)
    counts = Counter(labels)
    return {text: code for text, code in zip(labels, codes, strict=True) if text and counts[text] == 1}


def _with_file_names(lists: CodeLists) -> CodeLists:
    """Turn the prefectures' romaji into file names, found by code, by romaji and by name."""
    codes, romaji = lists.get("prefectures.都道府県コード"), lists.get("prefectures.ローマ字")
    if not codes or not romaji or len(codes.values) != len(romaji.values):
        return {key: value for key, value in lists.items() if key != "prefectures.ローマ字"}
    stems = tuple(f"{code}-{name}" for code, name in zip(codes.values, romaji.values, strict=True))
    by_part = {part: stem for stem in stems for part in stem.split("-", 1)}
    by_code = dict(zip(codes.values, stems, strict=True))
    by_label = {label: by_code[code] for label, code in codes.codes_by_name.items()}
    short = {label[:-1]: stem for label, stem in by_label.items() if label != "北海道"}
    return {**lists, "prefectures.ローマ字": CodeList(stems, romaji.file, {**short, **by_label, **by_part})}
