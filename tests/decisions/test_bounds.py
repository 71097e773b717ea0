"""The derived tables for decisions against brute force over toy records: bounds as tight as the facts, tiers that only improve."""

import random
from collections.abc import Mapping
from functools import cache
from itertools import combinations, product
from math import ceil, floor
from typing import Any

import pytest
from duckdb import DuckDBPyConnection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made.small import (
    ADOPTION,
    AMOUNTS,
    COUNTS,
    EVENTS,
    ROSTER_OSAKA,
    STATEMENTS,
    SURVEY_HOKKAIDO,
    SURVEY_OSAKA,
    TABLES,
    Rows,
    made_files,
)
from pipeline.paths import SQL
from pipeline.read.source_files import SourceFile
from pipeline.schemas import published_schemas
from pipeline.tables.aggregate import load

EDITION, OFFICIAL = "2024-01-31", "official/2024-01-31"
TOWNS = {"27100": "浜市", "27201": "橋市", "27202": "川市", "27301": "森町"}
DERIVED = (
    "presence_bounds",
    "participation_bounds",
    "cost_ranges",
    "growth",
    "renewals",
    "supply",
    "candidates",
    "prefecture_standings",
    "system_type_outlooks",
)
TIERS = "ABCD"
FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
Row = dict[str, Any]


def _select(connection: DuckDBPyConnection, table: str) -> list[Row]:
    """Run the select of one published table."""
    relation = connection.sql((SQL / "publish" / f"{table}.sql").read_text(encoding="utf-8"))
    return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


def _derive(table: str, changed: Mapping[str, Rows]) -> list[Row]:
    return _select(load(made_files(changed)) if changed else _made(), table)


@cache
def _made() -> DuckDBPyConnection:
    return load(made_files())


@cache
def _shuffled() -> DuckDBPyConnection:
    return load([SourceFile(f.table, f.path, random.Random(7).sample(f.rows, len(f.rows))) for f in made_files()])


def _only(rows: list[Row], **values: str) -> Row:
    (row,) = [row for row in rows if all(row[name] == value for name, value in values.items())]
    return row


# --- what the official counts force -------------------------------------------------------------------------------


@FEW
@given(shown=st.tuples(*[st.sampled_from(["あり", "なし", None])] * 2), stated=st.integers(0, 3))
def test_presence_bounds_are_what_all_matrices_allow(shown: tuple[str | None, ...], stated: int) -> None:
    presences = [
        {"システム種別": "地理情報システム(GIS)", "都道府県コード": code, "共同調達の回答": said, "出典ID": "town-plan"}
        for code, said in zip(("01", "27"), shown, strict=True)
        if said
    ]
    counts = [
        {
            "システム種別": "地理情報システム(GIS)",
            "公表件数": str(stated),
            "公表都道府県数": str(stated),
            "出典ID": "town-plan",
        }
    ]
    official = {f"{OFFICIAL}/presence.csv": presences, f"{OFFICIAL}/case_counts_by_system_type.csv": counts}
    connection = load(made_files(official))
    row = _only(_select(connection, "presence_bounds"), system_type_code="gis")
    worlds = [
        world
        for world in product((False, True), repeat=2)
        if sum(world) == stated and all(said is None or world[i] == (said == "あり") for i, said in enumerate(shown))
    ]
    hidden = [sum(world[i] for i, said in enumerate(shown) if said is None) for world in worlds]
    assert (row["lowest_count"], row["highest_count"]) == ((min(hidden), max(hidden)) if worlds else (None, None))
    assert (row["conclusion"] == "contradiction") == (not worlds)
    standings = _select(connection, "prefecture_standings")
    for place, (code, said) in enumerate(zip(("01", "27"), shown, strict=True)):
        status = _only(standings, prefecture_code=code, system_type_code="gis")["standing"]
        assert status == _standing(said, {world[place] for world in worlds})


def _standing(said: str | None, possible: set[bool]) -> str:
    """Say what is known of a prefecture: what its screen says, else what every possible matrix agrees in."""
    if said:
        return "reported" if said == "あり" else "not_reported"
    return "not_shown" if len(possible) != 1 else "forced" if possible == {True} else "ruled_out"


def test_number_of_cases_alone_bounds_the_prefectures() -> None:
    counts = [{"システム種別": "地理情報システム(GIS)", "公表件数": "2", "公表都道府県数": "", "出典ID": "town-plan"}]
    derived = _derive("presence_bounds", {f"{OFFICIAL}/case_counts_by_system_type.csv": counts})
    row = _only(derived, system_type_code="gis")
    assert (row["lowest_count"], row["highest_count"], row["conclusion"]) == (1, 2, "range")


# --- participation --------------------------------------------------------------------------------------------------

_rosters = st.tuples(
    st.sets(st.sampled_from(sorted(TOWNS))), st.sampled_from(["全部", "一部", "全市区町村"]), st.integers(-1, 4)
)


@FEW
@given(cases=st.lists(_rosters, max_size=2))
def test_participation_bounds_are_what_all_rosters_allow(cases: list[tuple[set[str], str, int]]) -> None:
    survey, roster, allowed = [], [], []
    for number, (named, scope, extra) in enumerate(cases, start=1):
        case = f"27-000{number}"
        names = named if scope != "全市区町村" else set()
        known = set(TOWNS) if scope == "全市区町村" else named
        stated = len(known) if scope != "一部" else extra if extra >= len(named) else None
        survey.append(_case(case, scope, stated))
        roster += [_joined(case, code) for code in sorted(names)]
        allowed.append(_teams(known, stated, whole=scope != "一部"))
    row = _only(
        _derive("participation_bounds", {SURVEY_OSAKA: survey, ROSTER_OSAKA: roster, **_WITHOUT_COUNTS}),
        prefecture_code="27",
        system_type_code="gis",
    )
    unions = [len(set().union(*teams)) for teams in product(*allowed)] if cases else [0, len(TOWNS)]
    assert (row["lowest_count"], row["highest_count"]) == (min(unions), max(unions))
    assert row["joined_count"] + row["not_joined_count"] + row["unknown_count"] == len(TOWNS)
    if not cases:
        assert row["unknown_count"] == len(TOWNS)


_WITHOUT_COUNTS: dict[str, Rows] = {COUNTS: []}


def _case(case: str, scope: str, stated: int | None, **answers: str) -> dict[str, str]:
    fixed = {"出典ID": "town-plan", "確度": "公表", "公表一覧との対応": "不明", "システム種別": "地理情報システム(GIS)"}
    count = "…" if stated is None else str(stated)
    return {"事例ID": case, "名簿の範囲": scope, "参加自治体数": count, **fixed, **answers}


def _joined(case: str, code: str) -> dict[str, str]:
    return {"事例ID": case, "市区町村コード": code, "市区町村名": TOWNS[code], "出典ID": "town-plan"}


def _teams(known: set[str], stated: int | None, whole: bool) -> list[set[str]]:
    """List every set of towns that may take part in a case."""
    if whole:
        return [known]
    teams = [set(team) for size in range(len(TOWNS) + 1) for team in combinations(TOWNS, size)]
    return [team for team in teams if known <= team and stated in (None, len(team))]


# --- costs -----------------------------------------------------------------------------------------------------------


@FEW
@given(participants=st.integers(1, 40), population=st.integers(0, 900))
def test_cost_range_holds_every_cost_and_population_and_no_more(participants: int, population: int) -> None:
    survey = [{**TABLES[SURVEY_OSAKA][0], "参加自治体数": str(participants), "参加自治体人口": str(population)}]
    row = _only(_derive("cost_ranges", {SURVEY_OSAKA: survey}), case_id="27-0001", cost_kind="annual")
    low, high = 5_000_000, 10_000_000
    people = (population * 10_000, population * 10_000 + 9_999)
    assert (row["yen_per_participant_min"], row["yen_per_participant_max"]) == (
        floor(low / participants),
        ceil(high / participants),
    )
    assert row["yen_per_1000_min"] == floor(low * 1000 / people[1])
    assert row["yen_per_1000_max"] == (ceil(high * 1000 / people[0]) if people[0] else None)


def test_cost_without_participants_or_population_has_no_range() -> None:
    survey = [{**TABLES[SURVEY_OSAKA][0], "参加自治体数": "…", "参加自治体人口": "…"}]
    row = _only(_derive("cost_ranges", {SURVEY_OSAKA: survey}), case_id="27-0001", cost_kind="annual")
    assert {row[f"yen_per_{per}_{end}"] for per in ("participant", "1000") for end in ("min", "max")} == {None}


# --- dates -----------------------------------------------------------------------------------------------------------


def test_year_and_month_of_the_same_year_are_not_put_in_order() -> None:
    def count(year: str, month: str, number: str) -> dict[str, str]:
        return {**TABLES[COUNTS][0], "時点年": year, "時点月": month, "団体数": number}

    rows = [count("2023", "", "6"), count("2023", "1", "3"), count("2023", "6", "6")]
    grown = {row["as_of"]: (row["earlier_as_of"], row["change_min"]) for row in _derive("growth", {COUNTS: rows})}
    assert grown == {"2023": (None, None), "2023-01": (None, None), "2023-06": ("2023-01", 3)}


def test_end_of_contract_is_stated_or_computed_or_unknown() -> None:
    assert _only(_derive("renewals", {}), case_id="27-0001")["knowledge"] == "end_stated"
    start = [{**TABLES[EVENTS][0], "年数": "5"}]
    computed = _only(_derive("renewals", {EVENTS: start}), case_id="27-0001")
    assert (computed["knowledge"], computed["contract_end"], computed["computed_end"]) == (
        "end_computed",
        None,
        "2026-04",
    )
    assert _only(_derive("renewals", {EVENTS: []}), case_id="27-0002")["knowledge"] == "unknown"


_dates = st.sampled_from(["2019", "2020-04", "2021", "2021-07", "2023-03", "…"])
_happened = st.tuples(
    st.sampled_from(["契約開始", "調達", "利用開始", "契約終了", "公告"]),
    _dates,
    st.sampled_from(["実績", "予定"]),
    st.sampled_from(["", "3", "5"]),
)


@FEW
@given(events=st.lists(_happened, max_size=4))
def test_end_of_contract_says_no_more_than_the_events_do(events: list[tuple[str, str, str, str]]) -> None:
    rows = [
        {
            **TABLES[EVENTS][0],
            "出来事ID": f"27-0001-{n}",
            "種類": kind,
            "時期": when,
            "予定か実績か": sure,
            "年数": years,
        }
        for n, (kind, when, sure, years) in enumerate(events, start=1)
    ]
    row = _only(_derive("renewals", {EVENTS: rows, AMOUNTS: []}), case_id="27-0001")
    ends = {when for kind, when, *_ in events if kind == "契約終了" and when != "…"}
    assert row["contract_end"] == max(ends, default=None)
    starts = {when for kind, when, sure, _ in events if kind in ("契約開始", "調達") and sure == "実績" and when != "…"}
    periods = {int(years) for *_, years in events if years}
    possible = {f"{int(start[:4]) + years}{start[4:]}" for start in starts for years in periods}
    assert row["computed_end"] in possible if possible else row["computed_end"] is None
    assert (row["knowledge"] == "end_stated") == bool(ends)
    assert (row["knowledge"] == "end_computed") == (not ends and bool(possible))


# --- candidates ------------------------------------------------------------------------------------------------------


def _tiers(changed: Mapping[str, Rows]) -> dict[tuple[str, str], str]:
    """Give the tier that each town has for each type: its own, else that of its prefecture."""
    return {(row["body_code"], row["system_type_code"]): row["tier"] for row in _derive("candidates", changed)}


@FEW
@given(code=st.sampled_from(sorted(TOWNS)), case=st.sampled_from(["27-0001", "27-0002"]))
def test_stated_participation_removes_the_pair_and_makes_none(code: str, case: str) -> None:
    kept = [row for row in TABLES[ROSTER_OSAKA] if (row["事例ID"], row["市区町村コード"]) != (case, code)]
    without = _tiers({ROSTER_OSAKA: kept})
    with_it = _tiers({ROSTER_OSAKA: [*kept, _joined(case, code)]})
    system_type = {"27-0001": "facility-reservation", "27-0002": "other-tools"}[case]
    assert (code, system_type) in without and (code, system_type) not in with_it
    assert {pair for pair in with_it if pair[0] == code} < {pair for pair in without if pair[0] == code}


@FEW
@given(data=st.data())
def test_new_case_never_puts_a_town_into_a_worse_tier(data: st.DataObject) -> None:
    types = [row["名称"] for row in TABLES["codes/system_types.csv"]]
    new = _case("01-0009", "なし", None, システム種別=data.draw(st.sampled_from(types)), システム名="新しいもの")
    before, after = _tiers({}), _tiers({SURVEY_HOKKAIDO: [*TABLES[SURVEY_HOKKAIDO], new]})
    places = {row["市区町村コード"]: row["都道府県コード"] for row in TABLES["codes/municipalities.csv"]}
    for town, prefecture in places.items():
        for system_type in {pair[1] for pair in before}:
            old = before.get((town, system_type)) or before.get((prefecture, system_type))
            now = after.get((town, system_type)) or after.get((prefecture, system_type))
            if old and now:
                assert TIERS.index(now) <= TIERS.index(old), (town, system_type)


def test_tiers_follow_from_the_own_prefecture_then_the_neighbour_then_demand() -> None:
    grown = [*TABLES[COUNTS], {**TABLES[COUNTS][0], "時点年": "2022", "団体数": "2"}]
    wish = [{**TABLES[STATEMENTS][0], "システム種別": "地理情報システム(GIS)"}]
    tiers = _tiers({COUNTS: grown, STATEMENTS: wish})
    assert tiers["27202", "facility-reservation"] == "A"
    assert tiers["27100", "other-tools"] == "B"
    assert tiers["27", "ai-ocr"] == "C"
    presences = [{**TABLES[f"{OFFICIAL}/presence.csv"][0], "都道府県コード": "27"}]
    assert ("27", "ai-ocr") not in _tiers({f"{OFFICIAL}/presence.csv": presences})
    assert tiers["27", "gis"] == "D"
    assert ("27100", "facility-reservation") not in tiers


def test_missing_record_is_never_a_no() -> None:
    """Only a complete roster says that a town does not take part: everything else stays unknown."""
    for row in _derive("candidates", {}):
        complete = row["municipality_code"] and row["case_ids"] == "27-0001"
        assert row["participation"] == ("not_joined" if complete else "unknown")
    for bounds in _derive("participation_bounds", {}):
        if not bounds["case_count"]:
            assert (bounds["not_joined_count"], bounds["lowest_count"]) == (0, 0)
            assert bounds["highest_count"] == bounds["municipality_count"] == bounds["unknown_count"]


# --- order -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", DERIVED)
def test_order_of_rows_changes_nothing(table: str) -> None:
    assert _select(_shuffled(), table) == _select(_made(), table)


@pytest.mark.parametrize("table", DERIVED)
def test_key_of_derived_table_is_unique(table: str) -> None:
    keys = [tuple(row[c] for c in published_schemas()[table].primary_key) for row in _derive(table, {})]
    assert keys and len(set(keys)) == len(keys)


@FEW
@given(
    bands=st.lists(st.tuples(st.sampled_from(["0", "5百万未満", "5百万-1千万", "…"]), st.integers(0, 9)), max_size=3)
)
def test_outlook_spans_the_ranges_of_all_cases_and_no_more(bands: list[tuple[str, int]]) -> None:
    survey = [
        _case(f"27-000{n}", "なし", None, 年間運用費用の規模=band, 参加自治体人口=str(people))
        for n, (band, people) in enumerate(bands, start=1)
    ]
    connection = load(made_files({SURVEY_OSAKA: survey, SURVEY_HOKKAIDO: [], AMOUNTS: [], ROSTER_OSAKA: []}))
    row = _only(_select(connection, "system_type_outlooks"), system_type_code="gis")
    ranges = [r for r in _select(connection, "cost_ranges") if r["yen_per_1000_max"] is not None]
    assert (row["case_count"], row["cost_case_count"]) == (len(bands), len(ranges))
    ends = {end: [r[f"yen_per_1000_{end}"] for r in ranges] for end in ("min", "max")}
    assert row["yen_per_1000_min"] == min(ends["min"], default=None)
    assert row["yen_per_1000_max"] == max(ends["max"], default=None)


def test_outlook_leaves_out_a_cost_that_covers_another_system() -> None:
    shared = {**TABLES[AMOUNTS][0], "種類": "年間運用費用の規模", "ほかに含むシステム種別": "AI-OCR"}
    outlooks = [_derive("system_type_outlooks", {AMOUNTS: rows}) for rows in ([], [shared])]
    counts = [_only(rows, system_type_code="facility-reservation")["cost_case_count"] for rows in outlooks]
    assert counts == [1, 0]


def test_neighbour_counts_as_having_a_system_by_record_or_by_screen_and_else_is_unknown() -> None:
    screen = [{**TABLES[f"{OFFICIAL}/presence.csv"][0], "都道府県コード": "01", "システム種別": "AI-OCR"}]
    rows = _derive("prefecture_standings", {f"{OFFICIAL}/presence.csv": screen, SURVEY_HOKKAIDO: []})
    told = {row["system_type_code"]: row for row in rows if row["prefecture_code"] == "27"}
    assert (told["ai-ocr"]["neighbour_names"], told["ai-ocr"]["neighbour_unknown_count"]) == ("北海道", 0)
    assert (told["other-tools"]["neighbour_names"], told["other-tools"]["neighbour_unknown_count"]) == (None, 1)


def test_adopters_of_two_scopes_keep_both_labels() -> None:
    scopes = [row["scope"] for row in _derive("adoption_figures", {})]
    assert scopes == [row["数える範囲"] for row in TABLES[ADOPTION]]
