"""The derived tables for decisions against brute force over toy records: bounds as tight as the facts, tiers that only improve."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.derived import (
    FEW,
    OFFICIAL,
    TOWNS,
    WITHOUT_COUNTS,
    case_row,
    derive,
    joined_row,
    made_record,
    only,
    shuffled_record,
)
from made.small import ROSTER_OSAKA, SURVEY_OSAKA, TABLES, made_files
from made.small_decisions import ADOPTION
from made.tables import MadeTables
from pipeline.schemas import published_schemas

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
    tables = MadeTables(made_files(official))
    row = only(tables["presence_bounds"], system_type_code="gis")
    worlds = [
        world
        for world in product((False, True), repeat=2)
        if sum(world) == stated and all(said is None or world[i] == (said == "あり") for i, said in enumerate(shown))
    ]
    hidden = [sum(world[i] for i, said in enumerate(shown) if said is None) for world in worlds]
    assert (row["lowest_count"], row["highest_count"]) == ((min(hidden), max(hidden)) if worlds else (None, None))
    assert (row["conclusion"] == "contradiction") == (not worlds)
    standings = tables["prefecture_standings"]
    for place, (code, said) in enumerate(zip(("01", "27"), shown, strict=True)):
        status = only(standings, prefecture_code=code, system_type_code="gis")["standing"]
        assert status == _standing(said, {world[place] for world in worlds})


def _standing(said: str | None, possible: set[bool]) -> str:
    """Say what is known of a prefecture: what its screen says, else what every possible matrix agrees in."""
    if said:
        return "reported" if said == "あり" else "not_reported"
    return "not_shown" if len(possible) != 1 else "forced" if possible == {True} else "ruled_out"


def test_number_of_cases_alone_bounds_the_prefectures() -> None:
    counts = [{"システム種別": "地理情報システム(GIS)", "公表件数": "2", "公表都道府県数": "", "出典ID": "town-plan"}]
    derived = derive("presence_bounds", {f"{OFFICIAL}/case_counts_by_system_type.csv": counts})
    row = only(derived, system_type_code="gis")
    assert (row["lowest_count"], row["highest_count"], row["conclusion"]) == (1, 2, "range")


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
        survey.append(case_row(case, scope, stated))
        roster += [joined_row(case, code) for code in sorted(names)]
        allowed.append(_teams(known, stated, whole=scope != "一部"))
    row = only(
        derive("participation_bounds", {SURVEY_OSAKA: survey, ROSTER_OSAKA: roster, **WITHOUT_COUNTS}),
        prefecture_code="27",
        system_type_code="gis",
    )
    unions = [len(set().union(*teams)) for teams in product(*allowed)] if cases else [0, len(TOWNS)]
    assert (row["lowest_count"], row["highest_count"]) == (min(unions), max(unions))
    assert row["joined_count"] + row["not_joined_count"] + row["unknown_count"] == len(TOWNS)
    if not cases:
        assert row["unknown_count"] == len(TOWNS)


def _teams(known: set[str], stated: int | None, whole: bool) -> list[set[str]]:
    """List every set of towns that may take part in a case."""
    if whole:
        return [known]
    teams = [set(team) for size in range(len(TOWNS) + 1) for team in combinations(TOWNS, size)]
    return [team for team in teams if known <= team and stated in (None, len(team))]


@pytest.mark.parametrize("table", DERIVED)
def test_order_of_rows_changes_nothing(table: str) -> None:
    assert shuffled_record()[table] == made_record()[table]


@pytest.mark.parametrize("table", DERIVED)
def test_key_of_derived_table_is_unique(table: str) -> None:
    keys = [tuple(row[c] for c in published_schemas()[table].primary_key) for row in derive(table, {})]
    assert keys and len(set(keys)) == len(keys)


def test_adopters_of_two_scopes_keep_both_labels() -> None:
    scopes = [row["scope"] for row in derive("adoption_figures", {})]
    assert scopes == [row["数える範囲"] for row in TABLES[ADOPTION]]
