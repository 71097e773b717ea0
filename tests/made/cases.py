"""One made-up case: its row of the survey, and the rows of its participants."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from made import vocabulary
from made.country import Country, Row
from made.dealer import Dealer
from made.rosters import Roster, draw_roster
from pipeline.schemas import Field, source_schemas

FIRST_SERIAL = 5001
REFERENCE_EDITION = "2024-01-31"
ANSWERED = "answered"
OFFICIAL_SCREEN = "synthetic-1"
ANSWERED_CARDS = 9
CERTAINTIES = ("公表", "公表", "公表", "公表", "公表", "公表", "導出", "存在のみ")
MULTIPLE_AT_MOST = 2


@dataclass(frozen=True)
class Span:
    """The months, counted from year 0, in which things of an edition may have happened."""

    first: int
    last: int


@dataclass(frozen=True)
class Case:
    """A made-up case in one edition; `row` goes by published names, `introduced` is a month from year 0."""

    edition: str
    prefecture: Row
    row: Row
    roster: Roster
    introduced: int
    span: Span


def make_case(number: int, edition: str, span: Span, country: Country, dealer: Dealer, sources: list[str]) -> Case:
    """Make the case of this number (from 0): the prefectures take turns."""
    prefecture = country.prefectures[number % len(country.prefectures)]
    roster = draw_roster(country, prefecture["都道府県コード"], dealer)
    introduced = dealer.random.randint(span.first, span.last)
    row = _identity(number, prefecture, country, dealer)
    row |= {"introduced_year": str(introduced // 12), "introduced_month": str(introduced % 12 + 1)}
    row |= roster.figures
    row |= {
        "source_ids": ";".join(sorted(dealer.deal_some("sources", sources, 1, MULTIPLE_AT_MOST))),
        "certainty": dealer.deal("certainty", CERTAINTIES),
    }
    if edition != REFERENCE_EDITION:
        row["official_match"] = dealer.deal("later match", ("不一致", "不明"))
    for f in source_schemas()["survey_cases"].fields:
        if f.column not in row:
            row[f.column] = _content(f, row, country, dealer)
    return _settle(Case(edition, prefecture, row, roster, introduced, span), dealer)


def with_roster(case: Case, edition: str, span: Span, roster: Roster) -> Case:
    """Give the same case in a later edition, where more take part."""
    row = case.row | roster.figures | {"official_match": "不明", "match_basis": ""}
    return replace(case, edition=edition, span=span, roster=roster, row=row)


def _identity(number: int, prefecture: Row, country: Country, dealer: Dealer) -> Row:
    """Name the case. In each turn the prefectures of one region procure the same service together."""
    turn, types = number // len(country.prefectures), country.tables["system_types"]
    regions = list(dict.fromkeys(p["地域"] for p in country.prefectures))
    is_group = regions[turn % len(regions)] == prefecture["地域"]

    def choose(deck: str, values: Sequence[str]) -> str:
        return values[turn % len(values)] if is_group else dealer.deal(deck, values)

    system_type = choose("system_type", [t["名称"] for t in types])
    category = next(t["区分"] for t in types if t["名称"] == system_type)
    system_name = choose(f"system_name {category}", vocabulary.OTHER_SYSTEMS[category])
    subject = system_name if _is_other(system_type) else system_type
    group = vocabulary.GROUP.format(region=prefecture["地域"], round=turn + 1)
    return {
        "case_id": f"{prefecture['都道府県コード']}-{FIRST_SERIAL + turn:04d}",
        "system_type": system_type,
        "procurement_group": group if is_group else "",
        "service_name": choose("service prefix", vocabulary.SERVICE_PREFIXES)
        + subject.removesuffix("システム").removesuffix("ツール").removesuffix("サービス")
        + choose("service suffix", vocabulary.SERVICE_SUFFIXES),
        "supplier_name": choose("supplier_name", vocabulary.SUPPLIERS),
        "system_name": system_name if _is_other(system_type) else "",
    }


def _is_other(system_type: str) -> bool:
    return system_type.startswith("その他")


def _content(f: Field, row: Row, country: Country, dealer: Dealer) -> str:
    choices = country.choices(f)
    if f.is_multiple:
        return ";".join(dealer.deal_some(f.column, choices, 1, MULTIPLE_AT_MOST))
    if choices:
        return dealer.deal(f.column, choices)
    return _prose(f.column, row, dealer)


def _prose(column: str, row: Row, dealer: Dealer) -> str:
    text = vocabulary.TEXTS[column]
    sentences = dealer.deal_some(column, text.sentences, text.at_least, text.at_most)
    in_order = sorted(sentences, key=text.sentences.index)
    return " / ".join(in_order).format(system=row["system_type"], count=row["participant_count"])


def _settle(case: Case, dealer: Dealer) -> Case:
    """Leave answers out in every way a survey does, and keep what is left consistent."""
    case = replace(case, row=case.row | {"match_basis": _match_basis(case.row)})
    if case.row["certainty"] == "存在のみ":
        return _only_known_to_exist(case)
    marked = {f.column: _mark(f.column, case.row[f.column], dealer) for f in _answers() if _may_be_empty(f, case)}
    row = case.row | marked
    for depending, rule in DEPENDING.items():
        row[depending] = rule(row)
    return replace(case, row=row)


def _only_known_to_exist(case: Case) -> Case:
    nothing = {f.column: "…" for f in _answers()}
    return replace(case, row=case.row | nothing | {"roster_scope": "なし"}, roster=Roster("なし", [], []))


@cache
def _answers() -> list[Field]:
    return [f for f in source_schemas()["survey_cases"].fields if f.is_answer]


def _may_be_empty(f: Field, case: Case) -> bool:
    if f.column == "system_name":
        return _is_other(case.row["system_type"])
    return f.column != "participant_count" or case.roster.scope in ("一部", "なし")


def _mark(column: str, value: str, dealer: Dealer) -> str:
    card = dealer.deal(f"status of {column}", _status_cards())
    return value if card == ANSWERED else card


@cache
def _status_cards() -> list[str]:
    return [*source_schemas()["survey_cases"].missing, *[ANSWERED] * ANSWERED_CARDS]


def _month(row: Row) -> str:
    return row["introduced_month"] if row["introduced_year"].isdigit() else row["introduced_year"]


def _subsidies(row: Row) -> str:
    answer = row["has_national_subsidy"]
    return {"あり": row["subsidies"], "なし": ""}.get(answer, answer)


def _match_basis(row: Row) -> str:
    if row["official_match"] != "一致":
        return ""
    if OFFICIAL_SCREEN in row["source_ids"].split(";"):
        return "公表画面から収録"
    return row["match_basis"].replace("公表画面から収録", "都道府県と種別が一致")


def _system_name(row: Row) -> str:
    return row["system_name"] or ("-" if _is_other(row["system_type"]) else "")


DEPENDING: dict[str, Callable[[Row], str]] = {
    "introduced_month": _month,
    "subsidies": _subsidies,
    "system_name": _system_name,
}


def participations(case: Case, dealer: Dealer) -> list[Row]:
    """List the rows of the municipalities that the case names, with when each joined."""
    source = case.row["source_ids"].split(";")[0]
    return [_participation(case, municipality, source, dealer) for municipality in case.roster.listed]


def _participation(case: Case, municipality: Row, source: str, dealer: Dealer) -> Row:
    joined = dealer.random.randint(case.introduced, max(case.introduced, case.span.last))
    year = _mark("joined_year", str(joined // 12), dealer)
    return {
        "case_id": case.row["case_id"],
        "municipality_code": municipality["市区町村コード"],
        "municipality_name": municipality["市区町村名"],
        "joined_year": year,
        "joined_month": _mark("joined_month", str(joined % 12 + 1), dealer) if year.isdigit() else year,
        "source_id": source,
    }
