"""What stands beside the made-up survey: sources, evidence and participant counts."""

from made.cases import Case
from made.country import Row
from made.dealer import Dealer
from pipeline.schemas import source_schemas

EVIDENCE_SHARE = 0.3
COUNTS_SHARE = 0.2
SAID = {
    "population_10k": ("90", "115", "240"),
    "service_name": ("架空サービス（旧称）", "見本クラウド（発注時の名称）"),
    "initial_cost_band": ("1千万-3千万", "5百万未満"),
    "effects": ("費用を減らすことができた（要約）",),
}


def source_rows(command: str) -> list[Row]:
    """List one source of every kind, all named 合成データ."""
    kinds = source_schemas()["sources"].field_named("種類").constraints["enum"]
    return [_source(number, kind, command) for number, kind in enumerate(kinds, start=1)]


def _source(number: int, kind: str, command: str) -> Row:
    return {
        "source_id": f"synthetic-{number}",
        "title": f"合成データ（{kind}の代わり）",
        "publisher": "合成データ",
        "kind": kind,
        "published_year": "2024",
        "published_month": str(number) if number % 2 else "",
        "published_day": "28" if number == 1 else "",
        "address": f"合成データ（{command}）",
        "read_on": "2024-12-01" if number < 5 else "",
        "note": "実在の資料ではありません。",
    }


def evidence_rows(case: Case, sources: list[str], dealer: Dealer) -> list[Row]:
    """For some cases, list a value that was taken from a source and another source's value that was not."""
    if case.row["certainty"] == "存在のみ" or dealer.random.random() > EVIDENCE_SHARE:
        return []
    column = dealer.deal("evidence", tuple(SAID))
    rejected = _evidence(case, column, dealer.deal(f"said {column}", SAID[column]), "不採用", sources, dealer)
    empty = case.row[column] in source_schemas()["survey_cases"].missing
    if empty or rejected["stated_value"] == case.row[column]:
        return [] if not empty else [rejected]
    return [_evidence(case, column, case.row[column], "採用", sources, dealer), rejected]


def _evidence(case: Case, column: str, value: str, verdict: str, sources: list[str], dealer: Dealer) -> Row:
    titles = {f.column: f.name for f in source_schemas()["survey_cases"].fields}
    return {
        "case_id": case.row["case_id"],
        "field": titles[column],
        "stated_value": value[:1000],
        "source_id": dealer.deal("evidence source", sources),
        "locator": dealer.deal("locator", ("", "3ページ", "表2")),
        "quotation": f"{titles[column]} / {value}"[:300] if verdict == "採用" else "",
        "seen_on": "2024-12-01" if verdict == "採用" else "",
        "copy_address": "",
        "copy_digest": "",
        "is_adopted": verdict,
        "note": "合成データ" if verdict == "不採用" else "",
    }


def count_rows(case: Case, sources: list[str], dealer: Dealer) -> list[Row]:
    """For some cases, list a growing number of participants at two dates."""
    if len(case.roster.members) < 2 or dealer.random.random() > COUNTS_SHARE:
        return []
    whole = len(case.roster.members)
    start = min(case.introduced // 12, case.span.last // 12 - 1)
    return [_count(case, start, whole // 2, sources, dealer), _count(case, start + 1, whole, sources, dealer)]


def _count(case: Case, year: int, count: int, sources: list[str], dealer: Dealer) -> Row:
    month = dealer.deal("count month", ("", "1"))
    kinds = source_schemas()["participant_counts"].field_named("数える対象").constraints["enum"]
    counted = dealer.deal("counted", kinds)
    return {
        "case_id": case.row["case_id"],
        "as_of_year": str(year),
        "as_of_month": month,
        "as_of_text": f"{year}年1月時点" if month else f"{year}年",
        "count": str(count + (counted != "市区町村")),
        "counted": counted,
        "source_id": dealer.deal("count source", sources),
        "note": "",
    }
