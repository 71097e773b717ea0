"""Made-up figures in the place of the official dashboard's, consistent with the made-up cases."""

from collections import Counter

from made.cases import REFERENCE_EDITION, Case
from made.country import Country, Row
from made.dealer import Dealer
from pipeline.schemas import source_schemas

SOURCE = "synthetic-1"
MAPPED_TYPES = 2
Pair = tuple[str, str]


def official_tables(cases: list[Case], country: Country, dealer: Dealer) -> dict[str, list[Row]]:
    """Make the official tables by file name: at least as many cases as match the made-up survey."""
    matched = Counter(_pair(case) for case in cases if _matches(case))
    types = [row["名称"] for row in country.tables["system_types"]]
    return {
        "case_counts_by_system_type": [_case_count(t, matched, dealer) for t in types],
        "participation": [row for t in _named(types)[:MAPPED_TYPES] for row in _map(t, matched, country, dealer)],
        "presence": [row for t in _named(types) for row in _presence(t, matched, country)],
        "screen_figures": [row for t in _named(types)[:MAPPED_TYPES] for row in _screen(t, dealer)],
        "statement_examples": _statements(_named(types)),
    }


def _pair(case: Case) -> Pair:
    return case.row["system_type"], case.prefecture["都道府県コード"]


def _matches(case: Case) -> bool:
    return case.edition == REFERENCE_EDITION and case.row["official_match"] == "一致"


def _named(types: list[str]) -> list[str]:
    return [t for t in types if not t.startswith("その他")]


def _case_count(system_type: str, matched: Counter[Pair], dealer: Dealer) -> Row:
    counts = [n for (t, _), n in matched.items() if t == system_type]
    prefectures = "" if system_type.startswith("その他") else str(len(counts))
    unrecorded = dealer.random.randint(0, 3) if counts else 0
    return {
        "system_type": system_type,
        "official_case_count": str(sum(counts) + unrecorded),
        "official_prefecture_count": prefectures,
        "source_id": SOURCE,
    }


def _map(system_type: str, matched: Counter[Pair], country: Country, dealer: Dealer) -> list[Row]:
    return [_participation(system_type, code, whole, matched, dealer) for code, whole in _sizes(country).items()]


def _participation(system_type: str, code: str, whole: int, matched: Counter[Pair], dealer: Dealer) -> Row:
    part = dealer.random.randint(1, whole) if matched[(system_type, code)] else 0
    return {
        "system_type": system_type,
        "prefecture_code": code,
        "official_municipality_count": str(whole),
        "official_participant_count": str(part),
        "source_id": SOURCE,
    }


def _sizes(country: Country) -> dict[str, int]:
    return {p["都道府県コード"]: len(country.municipalities[p["都道府県コード"]]) for p in country.prefectures}


def _presence(system_type: str, matched: Counter[Pair], country: Country) -> list[Row]:
    return [
        {
            "system_type": system_type,
            "prefecture_code": code,
            "is_reported": "あり" if matched[(system_type, code)] else "なし",
            "source_id": SOURCE,
        }
        for code in _sizes(country)
    ]


def _screen(system_type: str, dealer: Dealer) -> list[Row]:
    figures = source_schemas()["official_screen_figures"].field_named("図").constraints["enum"]
    return [_screen_figure(system_type, figure, n, dealer) for figure in figures for n in (1, 2)]


def _screen_figure(system_type: str, figure: str, number: int, dealer: Dealer) -> Row:
    readings = source_schemas()["official_screen_figures"].field_named("読み取り").constraints["enum"]
    unit = {"システム導入時期": "件", "補助金名": ""}.get(figure, "%")
    return {
        "system_type": system_type,
        "figure": figure,
        "item": f"（合成データ）{number}番目",
        "value": str(dealer.random.randint(1, 60)) if unit else "",
        "unit": unit,
        "reading": dealer.deal("reading", readings),
        "source_id": SOURCE,
        "note": "合成データ",
    }


def _statements(types: list[str]) -> list[Row]:
    topics = source_schemas()["official_statement_examples"].field_named("項目").constraints["enum"]
    return [
        {
            "example_number": str(number),
            "system_name": system_type,
            "system_type": system_type,
            "topic": topic,
            "statement": f"（合成データ）{topic}の例です。実在の記載ではありません。",
            "source_id": SOURCE,
        }
        for number, (topic, system_type) in enumerate(zip(topics, types, strict=False), start=1)
    ]
