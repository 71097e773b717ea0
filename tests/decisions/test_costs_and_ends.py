"""Ranges of cost and ends of contracts, against every value that the record allows."""

from math import ceil, floor

from hypothesis import given
from hypothesis import strategies as st

from decisions.derived import FEW, case_row, derive, only
from made.small import COUNTS, ROSTER_OSAKA, SURVEY_HOKKAIDO, SURVEY_OSAKA, TABLES, made_files
from made.small_decisions import AMOUNTS, EVENTS
from made.tables import MadeTables


@FEW
@given(participants=st.integers(1, 40), population=st.integers(0, 900))
def test_cost_range_holds_every_cost_and_population_and_no_more(participants: int, population: int) -> None:
    survey = [{**TABLES[SURVEY_OSAKA][0], "参加自治体数": str(participants), "参加自治体人口": str(population)}]
    row = only(derive("cost_ranges", {SURVEY_OSAKA: survey}), case_id="27-0001", cost_kind="annual")
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
    row = only(derive("cost_ranges", {SURVEY_OSAKA: survey}), case_id="27-0001", cost_kind="annual")
    assert {row[f"yen_per_{per}_{end}"] for per in ("participant", "1000") for end in ("min", "max")} == {None}


def test_year_and_month_of_the_same_year_are_not_put_in_order() -> None:
    def count(year: str, month: str, number: str) -> dict[str, str]:
        return {**TABLES[COUNTS][0], "時点年": year, "時点月": month, "団体数": number}

    rows = [count("2023", "", "6"), count("2023", "1", "3"), count("2023", "6", "6")]
    grown = {row["as_of"]: (row["earlier_as_of"], row["change_min"]) for row in derive("growth", {COUNTS: rows})}
    assert grown == {"2023": (None, None), "2023-01": (None, None), "2023-06": ("2023-01", 3)}


def test_end_of_contract_is_stated_or_computed_or_unknown() -> None:
    assert only(derive("renewals", {}), case_id="27-0001")["knowledge"] == "end_stated"
    start = [{**TABLES[EVENTS][0], "年数": "5"}]
    computed = only(derive("renewals", {EVENTS: start}), case_id="27-0001")
    assert (computed["knowledge"], computed["contract_end"], computed["computed_end"]) == (
        "end_computed",
        None,
        "2026-04",
    )
    assert only(derive("renewals", {EVENTS: []}), case_id="27-0002")["knowledge"] == "unknown"


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
    row = only(derive("renewals", {EVENTS: rows, AMOUNTS: []}), case_id="27-0001")
    ends = {when for kind, when, *_ in events if kind == "契約終了" and when != "…"}
    assert row["contract_end"] == max(ends, default=None)
    starts = {when for kind, when, sure, _ in events if kind in ("契約開始", "調達") and sure == "実績" and when != "…"}
    periods = {int(years) for *_, years in events if years}
    possible = {f"{int(start[:4]) + years}{start[4:]}" for start in starts for years in periods}
    assert row["computed_end"] in possible if possible else row["computed_end"] is None
    assert (row["knowledge"] == "end_stated") == bool(ends)
    assert (row["knowledge"] == "end_computed") == (not ends and bool(possible))


@FEW
@given(
    bands=st.lists(st.tuples(st.sampled_from(["0", "5百万未満", "5百万-1千万", "…"]), st.integers(0, 9)), max_size=3)
)
def test_outlook_spans_the_ranges_of_all_cases_and_no_more(bands: list[tuple[str, int]]) -> None:
    survey = [
        case_row(f"27-000{n}", "なし", None, 年間運用費用の規模=band, 参加自治体人口=str(people))
        for n, (band, people) in enumerate(bands, start=1)
    ]
    tables = MadeTables(made_files({SURVEY_OSAKA: survey, SURVEY_HOKKAIDO: [], AMOUNTS: [], ROSTER_OSAKA: []}))
    row = only(tables["system_type_outlooks"], system_type_code="gis")
    ranges = [r for r in tables["cost_ranges"] if r["yen_per_1000_max"] is not None]
    assert (row["case_count"], row["cost_case_count"]) == (len(bands), len(ranges))
    ends = {end: [r[f"yen_per_1000_{end}"] for r in ranges] for end in ("min", "max")}
    assert row["yen_per_1000_min"] == min(ends["min"], default=None)
    assert row["yen_per_1000_max"] == max(ends["max"], default=None)


def test_outlook_leaves_out_a_cost_that_covers_another_system() -> None:
    shared = {**TABLES[AMOUNTS][0], "種類": "年間運用費用の規模", "ほかに含むシステム種別": "AI-OCR"}
    outlooks = [derive("system_type_outlooks", {AMOUNTS: rows}) for rows in ([], [shared])]
    counts = [only(rows, system_type_code="facility-reservation")["cost_case_count"] for rows in outlooks]
    assert counts == [1, 0]
