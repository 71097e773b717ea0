"""Rules of content: numbers, choices, dates and areas."""

import re

from pipeline.check.characters import FORMULA_SIGNS
from pipeline.check.choices import DETAIL_COLUMNS, comparable
from pipeline.check.values import DAY, INTEGER, NUMBER
from pipeline.schemas import Field, source_schemas
from rules.findings import Finding, judged, kept, not_applicable
from rules.written import NUMBERS, Published, WrittenTable

FORMS = {
    "integer": INTEGER,
    "number": re.compile(NUMBER.pattern + r"(?:e-?[0-9]+)?"),
    "boolean": re.compile("true|false"),
    "date": DAY,
}
YEAR = re.compile("(?:19|20)[0-9]{2}")
# Column names of places, and the table and column with the official spelling.
AREAS = {
    "prefecture_code": ("prefectures", "prefecture_code"),
    "prefecture_name": ("prefectures", "prefecture_name"),
    "neighbour_code": ("prefectures", "prefecture_code"),
    "municipality_code": ("municipalities", "municipality_code"),
    "municipality_name": ("municipalities", "municipality_name"),
}


def numbers_only(table: WrittenTable, published: Published) -> Finding:
    """L2-01."""
    typed = table.fields(*FORMS)
    faults = [
        f"{f.name}「{v}」" for f in typed for v in sorted(table.distinct[f.name]) if not FORMS[f.type].fullmatch(v)
    ]
    return judged(faults, f"数値・真偽・日付の {len(typed)} 列に、ほかの文字がない")


def standard_choices(table: WrittenTable, published: Published) -> Finding:
    """L2-04."""
    listed = [(f, choices) for f in table.fields("string") if (choices := published.choices(f)) is not None]
    faults = [f"{f.name}「{v}」" for f, choices in listed for v in sorted(table.distinct[f.name] - choices)]
    for f, choices in listed:
        keys = [comparable(choice) for choice in sorted(choices)]
        faults += [f"{f.name} の一覧に似た値" for key in set(keys) if keys.count(key) > 1 and len(choices) < 200]
    if not listed:
        return not_applicable("選択肢の列がない")
    return judged(faults, f"選択肢の {len(listed)} 列の値が、すべて一覧のとおり")


def other_has_detail(table: WrittenTable, published: Published) -> Finding:
    """L2-05: a cell never holds more than その他, and what it was has a column of the survey's."""
    names = {f.name for f in table.fields("string") if published.choices(f) is not None}
    names |= {_published_name(survey) for survey in DETAIL_COLUMNS} & set(table.header)
    others = {name: sorted(v for v in table.distinct[name] if v.startswith("その他")) for name in sorted(names)}
    if not any(others.values()):
        return not_applicable("「その他」の値がない")
    faults = [f"{n}「{v}」" for n, values in others.items() for v in values if not _is_choice(v)]
    details = [_published_name(detail) for detail in DETAIL_COLUMNS.values()]
    cases = published.tables.get("cases")
    faults += [f"表 cases に列 {name} がない" for name in details if cases is None or name not in cases.header]
    return judged(faults, f"「その他」の中身は表 cases の列（{'、'.join(details)}）にある")


def _published_name(name: str) -> str:
    return source_schemas()["survey_cases"].field_named(name).column


def _is_choice(value: str) -> bool:
    return value in ("その他", "その他システム") or bool(
        re.fullmatch("その他システム（(?:総務部門|事業部門|ツール)）", value)
    )


def no_formulas(table: WrittenTable, published: Published) -> Finding:
    """L2-06, on a CSV: no text that a spreadsheet would take for a formula."""
    strings = [f.name for f in table.fields("string")]
    faults = [
        f"{n}「{v[:20]}」" for n in strings for v in sorted(table.distinct[n]) if v[0] in FORMULA_SIGNS and len(v) > 1
    ]
    return judged(faults, "= + - @ で始まる文字がない")


def symbols_are_defined(table: WrittenTable, published: Published) -> Finding:
    """L3-03: numbers carry no symbols at all; why one is missing is a word with a label in value_statuses."""
    statuses = [f.name for f in table.fields() if f.name.endswith("_status")]
    known = published.values("value_statuses", "status")
    faults = [f"{name}「{v}」" for name in statuses for v in sorted(table.distinct[name] - known)]
    numbers = table.fields(*NUMBERS)
    faults += [f.name for f in numbers if not all(FORMS[f.type].fullmatch(v) for v in table.distinct[f.name])]
    return judged(faults, "数値の列に記号がなく、状態の言葉は表 value_statuses で定義している")


def standard_time(table: WrittenTable, published: Published) -> Finding:
    """L3-05."""
    days, years = table.fields("date"), [f for f in table.fields("integer") if _is_year(f)]
    if not days and not years:
        return not_applicable("年月日の列がない")
    faults = [f"{f.name}「{v}」" for f in days for v in sorted(table.distinct[f.name]) if not DAY.fullmatch(v)]
    faults += [f"{f.name}「{v}」" for f in years for v in sorted(table.distinct[f.name]) if not YEAR.fullmatch(v)]
    return judged(faults, f"日付の {len(days)} 列は 2024-01-31 の形、年の {len(years)} 列は西暦4桁")


def _is_year(f: Field) -> bool:
    return f.unit == "年" and f.name.endswith("year")


def standard_areas(table: WrittenTable, published: Published) -> Finding:
    """L3-06."""
    areas = {name: published.values(*AREAS[name]) for name in AREAS if name in table.header}
    if not areas:
        return not_applicable("地域の列がない")
    faults = [f"{n}「{v}」" for n, official in areas.items() for v in sorted(table.distinct[n] - official)]
    code_less = [n for n in areas if n.endswith("_name") and n.replace("_name", "_code") not in table.header]
    faults += [f"{name} の隣にコードがない" for name in code_less]
    return judged(faults, f"{'、'.join(areas)} が、公式のコードと名前のとおり") if areas else kept("")
