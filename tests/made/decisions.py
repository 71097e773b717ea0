"""Made-up rows of the tables for decisions: every choice occurs, and every rule between tables holds."""

from itertools import count

from made.cases import Case
from made.country import Country, Row
from pipeline.schemas import Field, Schema, source_schemas

FOLDERS = ("demand", "schemes")
ROWS = 60
MONTHS = 12
# What a column says in row n, where neither its choices nor its type do.
WORDS = {
    "quotation": "見本の文",
    "step": "見本の段階",
    "unit": "団体",
    "other_case_ids": "",
    "municipality_code": "",
    "sha256": "",
    "denominator": "",
    "note": "",
    "office_phone": "03-0000-0000",
    "seen_on": "2024-12-01",
    "low": "10",
    "high": "20",
    "yen_min": "1000",
    "yen_max": "2000",
    "rate_numerator": "1",
    "rate_denominator": "2",
    "answered_count": "1",
    "asked_count": "9",
}
KEYS = {
    "survey_id": "survey",
    "subsidy_id": "subsidy",
    "figure_id": "figure",
    "amount_id": "amount",
    "saving_id": "saving",
}


def decision_tables(cases: list[Case], country: Country, sources: list[str]) -> dict[str, list[Row]]:
    """Give the rows of every table below data/demand and data/schemes, by the name of the schema."""
    case_ids = list(dict.fromkeys(case.row["case_id"] for case in cases))
    schemas = [s for s in source_schemas().values() if s.files.split("/")[0] in FOLDERS]
    return {s.name: [_row(s, n, case_ids, country, sources) for n in range(_length(s, case_ids))] for s in schemas}


def _length(schema: Schema, case_ids: list[str]) -> int:
    by_case = len(case_ids) if schema.name in ("scheme_cases", "case_documents") else ROWS
    return 47 if schema.name == "schemes" else min(ROWS, by_case)


def _row(schema: Schema, n: int, case_ids: list[str], country: Country, sources: list[str]) -> Row:
    place = country.prefectures[n % len(country.prefectures)]["都道府県コード"]
    case_id = case_ids[n % len(case_ids)]
    scheme_place = case_id[:2] if schema.name == "scheme_cases" else place
    fixed = {
        **WORDS,
        **{column: f"{word}-{n}" for column, word in KEYS.items()},
        "scheme_id": f"{scheme_place}-scheme",
        "prefecture_code": place,
        "case_id": case_id,
        "event_id": f"{case_id}-{n // len(case_ids) + 1:02d}",
        "source_id": sources[n % len(sources)],
        "step_number": str(n + 1),
        "fiscal_year_offset": str(min(n // 47, 9)),
    }
    return {f.column: _cell(schema, f, n, position, fixed, country) for position, f in zip(count(), schema.fields)}


def _cell(schema: Schema, f: Field, n: int, position: int, fixed: Row, country: Country) -> str:
    if f.is_answer and n % 5 < 4:
        return [*schema.missing][n % 5]
    if f.code_table in country.tables and f.column not in fixed:
        choices = country.choices(f)
        return choices[n % len(choices)]
    if f.constraints.get("enum") or f.type == "boolean":
        choices = country.choices(f)
        return choices[n % len(choices)]
    return fixed.get(f.column, "") or _plain(f, n)


def _plain(f: Field, n: int) -> str:
    """Say something of the column's type: a later date in a later row, a small number, a word."""
    if f.column in WORDS:
        return ""
    if "pattern" in f.constraints:
        return f"20{10 + n // MONTHS:02d}-{n % MONTHS + 1:02d}"
    if f.type in ("integer", "number"):
        return str(max(int(f.constraints.get("minimum", 1)), 1))
    return f"見本{n}"
