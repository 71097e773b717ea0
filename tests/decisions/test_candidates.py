"""Tiers of candidates and the systems of neighbours: new evidence only improves them, and silence is never a no."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from decisions.derived import FEW, OFFICIAL, TOWNS, case_row, derive, joined_row
from made.small import COUNTS, ROSTER_OSAKA, SURVEY_HOKKAIDO, TABLES
from made.small_decisions import STATEMENTS, Rows

TIERS = "ABCD"


def _tiers(changed: Mapping[str, Rows]) -> dict[tuple[str, str], str]:
    """Give the tier that each town has for each type: its own, else that of its prefecture."""
    return {(row["body_code"], row["system_type_code"]): row["tier"] for row in derive("candidates", changed)}


@FEW
@given(code=st.sampled_from(sorted(TOWNS)), case=st.sampled_from(["27-0001", "27-0002"]))
def test_stated_participation_removes_the_pair_and_makes_none(code: str, case: str) -> None:
    kept = [row for row in TABLES[ROSTER_OSAKA] if (row["事例ID"], row["市区町村コード"]) != (case, code)]
    without = _tiers({ROSTER_OSAKA: kept})
    with_it = _tiers({ROSTER_OSAKA: [*kept, joined_row(case, code)]})
    system_type = {"27-0001": "facility-reservation", "27-0002": "other-tools"}[case]
    assert (code, system_type) in without and (code, system_type) not in with_it
    assert {pair for pair in with_it if pair[0] == code} < {pair for pair in without if pair[0] == code}


@FEW
@given(data=st.data())
def test_new_case_never_puts_a_town_into_a_worse_tier(data: st.DataObject) -> None:
    types = [row["名称"] for row in TABLES["codes/system_types.csv"]]
    new = case_row("01-0009", "なし", None, システム種別=data.draw(st.sampled_from(types)), システム名="新しいもの")
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
    for row in derive("candidates", {}):
        complete = row["municipality_code"] and row["case_ids"] == "27-0001"
        assert row["participation"] == ("not_joined" if complete else "unknown")
    for bounds in derive("participation_bounds", {}):
        if not bounds["case_count"]:
            assert (bounds["not_joined_count"], bounds["lowest_count"]) == (0, 0)
            assert bounds["highest_count"] == bounds["municipality_count"] == bounds["unknown_count"]


def test_neighbour_counts_as_having_a_system_by_record_or_by_screen_and_else_is_unknown() -> None:
    screen = [{**TABLES[f"{OFFICIAL}/presence.csv"][0], "都道府県コード": "01", "システム種別": "AI-OCR"}]
    rows = derive("prefecture_standings", {f"{OFFICIAL}/presence.csv": screen, SURVEY_HOKKAIDO: []})
    told = {row["system_type_code"]: row for row in rows if row["prefecture_code"] == "27"}
    assert (told["ai-ocr"]["neighbour_names"], told["ai-ocr"]["neighbour_unknown_count"]) == ("北海道", 0)
    assert (told["other-tools"]["neighbour_names"], told["other-tools"]["neighbour_unknown_count"]) == (None, 1)
