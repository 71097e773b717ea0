"""Planted over all prefectures, towns and system types: a record that is taken away becomes unknown, on every page and in every file."""

import html
import json
import re
from collections.abc import Iterator

import pytest

from made.model import IDENTITY, model_of
from made.small import ROSTER_OSAKA, SURVEY_HOKKAIDO, SURVEY_OSAKA, TABLES
from made.small_decisions import Rows
from pipeline.files.api.api_kinds import API_KINDS
from pipeline.files.api.records import Envelope, records_of
from pipeline.pages.case_pages import case_pages
from pipeline.pages.charts import ChartBook
from pipeline.pages.explorer_derived import derived_columns
from pipeline.pages.model import Model
from pipeline.pages.municipality_pages import municipality_pages
from pipeline.pages.page import Inputs
from pipeline.pages.place_pages import participation
from pipeline.pages.prefecture_pages import prefecture_pages
from pipeline.pages.question import question_data
from pipeline.pages.system_pages import system_pages

OFFICIAL = "official/2024-01-31"
PRESENCES, MAP, NUMBERS = (
    f"{OFFICIAL}/{name}.csv" for name in ("presence", "participation", "case_counts_by_system_type")
)
STATED_NO = {
    **TABLES[PRESENCES][0],
    "都道府県コード": "27",
    "システム種別": "地理情報システム(GIS)",
    "共同調達の回答": "なし",
}
BASE: dict[str, Rows] = {
    **{path: TABLES[path] for path in (SURVEY_OSAKA, SURVEY_HOKKAIDO, ROSTER_OSAKA, MAP, NUMBERS)},
    PRESENCES: [*TABLES[PRESENCES], STATED_NO],
}
TAKEN_AWAY: dict[str, dict[str, Rows]] = {
    "nothing": {},
    **{f"case {row['事例ID']}": {path: [r for r in BASE[path] if r is not row]} for path in (SURVEY_OSAKA, SURVEY_HOKKAIDO) for row in BASE[path]},
    "a participant": {ROSTER_OSAKA: BASE[ROSTER_OSAKA][1:]},
    "the official screens": {PRESENCES: [], MAP: [], NUMBERS: []},
    "everything": {path: [] for path in BASE},
}  # fmt: skip
# What says "no" of a place. How many records we have, and that no figure is published, is said of us and of the screens.
OURS = re.compile(
    r"(公表の数|数の公表|収録|画面に)なし|(収録した事例|収録|一致|中身が分かる|中身が分かるもの|あることだけ分かる) ?0 ?件"
)
NO = re.compile(r"未調達|未導入|導入していない|調達していない|不参加|なし|(?<![0-9])0 ?(件|団体|市区町村)")
EXPLAINING = re.compile(r"[^。（）>]*(という意味ではあり?ません|意味ではない|とは限りません|とは言えません)[^。（）<]*")


MARKS = re.compile(r"<svg.*?</svg>|<[^>]*>", re.DOTALL)
ENTITIES = {"prefecture": prefecture_pages, "town": municipality_pages, "system": system_pages, "case": case_pages}


@pytest.fixture(scope="module", params=TAKEN_AWAY)
def world(request: pytest.FixtureRequest) -> tuple[dict[str, Rows], Model]:
    records = BASE | TAKEN_AWAY[request.param]
    return records, model_of(records)


def _stated(records: dict[str, Rows]) -> set[tuple[str, str]]:
    """Pairs of prefecture and system type that an official screen says "no" of."""
    types = {row["名称"]: row["種別コード"] for row in TABLES["codes/system_types.csv"]}
    matrix = {
        (r["都道府県コード"], types[r["システム種別"]]) for r in records[PRESENCES] if r["共同調達の回答"] == "なし"
    }
    tiles = {(r["都道府県コード"], types[r["システム種別"]]) for r in records[MAP] if r["参加市区町村数"] == "0"}
    return matrix | tiles


def _outside(records: dict[str, Rows]) -> set[tuple[str, str]]:
    """Pairs of case and municipality that a complete roster leaves out."""
    listed = {(row["事例ID"], row["市区町村コード"]) for row in records[ROSTER_OSAKA]}
    complete = [
        row["事例ID"]
        for path in (SURVEY_OSAKA, SURVEY_HOKKAIDO)
        for row in records[path]
        if row["名簿の範囲"] == "全部"
    ]
    towns = [row["市区町村コード"] for row in TABLES["codes/municipalities.csv"]]
    return {(case, town) for case in complete for town in towns if town[:2] == case[:2]} - listed


def test_tables_say_no_only_where_a_source_does(world: tuple[dict[str, Rows], Model]) -> None:
    records, model = world
    outside, stated = _outside(records), _stated(records)
    for row in model.tables["participations"]:
        assert (row["participation"] == "not_joined") == ((row["case_id"], row["municipality_code"]) in outside)
    for row in model.tables["candidates"]:
        cases = (row["case_ids"] or "").split(";")
        is_outside = bool(row["municipality_code"]) and all((c, row["municipality_code"]) in outside for c in cases)
        assert (row["participation"] == "not_joined") == is_outside
    for row in model.tables["prefecture_standings"]:
        pair = row["prefecture_code"], row["system_type_code"]
        assert row["standing"] != "not_reported" or pair in stated
        assert row["official_report"] != "ruled_out" or records[NUMBERS]
    for row in model.tables["case_counts_by_prefecture_and_system_type"]:
        pair = row["prefecture_code"], row["system_type_code"]
        assert (row["official_report"] == "not_reported") == (pair in stated and row["edition"] == "2024-01-31")
    for row in model.tables["participation_bounds"]:
        assert row["case_count"] or row["highest_count"] == row["municipality_count"] == row["unknown_count"]
    for row in model.tables["participation_by_prefecture_and_system_type"]:
        assert row["case_count"] or row["participant_count"] is None


def test_files_for_programs_say_no_only_where_a_source_does(world: tuple[dict[str, Rows], Model]) -> None:
    records, model = world
    reports = question_data(model)["reports"]
    told = {tuple(pair.split(" ")) for pair, report in reports.items() if report == "not_reported"}
    assert told == _stated(records)
    rest = len(_outside(records))
    files = [
        json.dumps(record, default=str)
        for kind in API_KINDS
        if kind.name == "municipalities"
        for _, record in records_of(kind, model, Envelope.of(IDENTITY))
    ]
    assert sum(text.count('"not_joined"') for text in files) == rest
    (towns,) = [column for column in derived_columns(model) if column["name"] == "has_towns"]
    kinds = {row["市区町村コード"]: row["種類"] for row in TABLES["codes/municipalities.csv"]}
    small_outside = {case for case, town in _outside(records) if kinds[town] in ("町", "村")}
    assert [case["case_id"] for case, code in zip(model.cases, towns["codes"], strict=True) if code == 1] == sorted(
        small_outside
    )


def _pages(model: Model, charts: ChartBook) -> Iterator[tuple[str, str, str]]:
    """Give every page as kind, key and body; the tiles of the map as one page for each system type."""
    inputs = Inputs(model, IDENTITY, charts)
    for kind, pages in ENTITIES.items():
        yield from ((kind, page.key, page.body) for page in pages(inputs))
    for section in participation(inputs)["sections"]:
        tiles = [f"{tile['name']} {tile['text']} {tile['title']}" for tile in section["tiles"]]
        yield "system", section["system_type_code"], "。".join(tiles)


def test_pages_say_no_only_where_a_source_does(
    world: tuple[dict[str, Rows], Model], tmp_path_factory: pytest.TempPathFactory
) -> None:
    records, model = world
    stated, outside = _stated(records), _outside(records)
    places = {neighbour for code, _ in stated for neighbour in ("01", "27")}  # each is the other's neighbour
    may_say = {
        "prefecture": places,
        "town": {town for _, town in outside},
        "system": {system for _, system in stated},
        "case": {case for case, _ in outside},
    }
    for kind, key, body in _pages(model, ChartBook(tmp_path_factory.mktemp("charts"))):
        text = OURS.sub("", html.unescape(MARKS.sub("", EXPLAINING.sub("", body))))
        said = [text[max(0, match.start() - 30) : match.end() + 10] for match in NO.finditer(text)]
        assert not said or key in may_say[kind], (kind, key, said)
        if kind == "prefecture":
            assert ("公表画面に回答なし" in text) == (key in {code for code, _ in stated}), key
