"""Pages made of other data than today's: nothing they say is true by luck."""

from collections.abc import Iterator

import pytest

from made.model import IDENTITY, model_of
from made.small import SURVEY_HOKKAIDO, SURVEY_OSAKA, TABLES
from made.small_decisions import Rows
from pipeline.pages.case_pages import case_pages
from pipeline.pages.charts import ChartBook
from pipeline.pages.coverage_page import coverage
from pipeline.pages.model import Model
from pipeline.pages.municipality_pages import municipality_pages
from pipeline.pages.page import Inputs
from pipeline.pages.page_kinds import PAGE_KINDS
from pipeline.pages.place_pages import participation
from pipeline.pages.prose import prose_figures
from pipeline.pages.registry import PAGES
from pipeline.pages.stamp import EntityPage

NO_OFFICIAL_FIGURES: dict[str, Rows] = {path: [] for path in TABLES if path.startswith("official/")}
ROSTERS_TAKEN_BACK: dict[str, Rows] = {
    "withdrawn.csv": [
        {
            "取下げID": "W0001",
            "公表日": "2026-01-01",
            "種類": "取下げ",
            "範囲": "表",
            "表": "participations",
            "理由": "確かでない。",
            "旧リリース": "残す",
        }
    ]
}


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> ChartBook:
    return ChartBook(tmp_path_factory.mktemp("charts"))


def overview(model: Model, charts: ChartBook) -> Iterator[str]:
    for page in PAGES:
        if not page.shows_files:
            yield page.render(Inputs(model, IDENTITY, charts))[0]


def entities(model: Model, charts: ChartBook) -> Iterator[EntityPage]:
    for kind in PAGE_KINDS:
        if not kind.shows_files:
            yield from kind.pages(Inputs(model, IDENTITY, charts))


@pytest.mark.parametrize(
    ("cell", "text", "words"),
    [
        ("×", "×", "事例はあるが参加数は非掲載希望"),
        ("-", "-", "事例はあるが参加数は不明"),
        ("", "空欄", "事例はあるが参加数は未回答・回答対象外"),
        ("…", "未収録", "事例はあるが参加数は未収録"),
    ],
)
def test_tile_tells_the_kinds_of_missing_counts_apart(charts: ChartBook, cell: str, text: str, words: str) -> None:
    model = model_of({SURVEY_OSAKA: [{**TABLES[SURVEY_OSAKA][0], "参加自治体数": cell, "名簿の範囲": "なし"}]})
    section = participation(Inputs(model, IDENTITY, charts))["sections"][0]
    tile = next(tile for tile in section["tiles"] if tile["code"] == "27")
    assert (str(tile["text"]), tile["title"]) == (text, f"：{words}")


def test_sum_of_participants_says_why_there_is_none(charts: ChartBook) -> None:
    model = model_of({SURVEY_OSAKA: [{**TABLES[SURVEY_OSAKA][0], "参加自治体数": "×", "名簿の範囲": "なし"}]})
    section = participation(Inputs(model, IDENTITY, charts))["sections"][0]
    assert section["missing"] == ["withheld"]
    assert [period["missing"] for period in section["periods"]] == [["withheld"]]


def test_pages_without_official_figures_say_so(charts: ChartBook) -> None:
    model = model_of(NO_OFFICIAL_FIGURES)
    pages = [*overview(model, charts), *(page.body for page in entities(model, charts))]
    assert not [page for page in pages if "None" in page]
    assert "公表の数なし" in pages[0]
    assert prose_figures(model)["official_case_count"] == "—"


def test_pages_without_any_case_are_made(charts: ChartBook) -> None:
    survey: dict[str, Rows] = {path: [] for path in TABLES if not path.startswith(("codes/", "official/"))}
    model = model_of(survey)
    assert all("None" not in page for page in overview(model, charts))
    assert len(list(entities(model, charts))) == 7 + 2 + 4 + 1  # towns, prefectures, system types, the edition


def test_case_that_the_official_edition_has_too_is_not_later() -> None:
    later = {**TABLES[SURVEY_HOKKAIDO][0], "事例ID": "01-0002"}
    model = model_of({"survey/rolling/01-hokkaido.csv": [TABLES[SURVEY_HOKKAIDO][0], later]})
    assert [case["case_id"] for case in model.later_cases] == ["01-0002"]
    assert prose_figures(model)["recorded_case_count"] == "3"


def test_later_edition_than_the_rolling_one_is_the_newest() -> None:
    edition = {
        "版": "2025-01-31",
        "名称": "次の版",
        "基準日": "2025-01-31",
        "種類": "公表",
        "説明": "見本。",
        "並び順": "3",
    }
    survey = TABLES[SURVEY_HOKKAIDO]
    model = model_of(
        {
            "codes/editions.csv": [*TABLES["codes/editions.csv"], edition],
            "survey/rolling/01-hokkaido.csv": survey,
            "survey/2025-01-31/01-hokkaido.csv": survey,
        }
    )
    assert [case["edition"] for case in model.cases if case["case_id"] == "01-0001"] == ["2025-01-31"]


def test_withdrawn_rosters_are_not_taken_for_no_participation(charts: ChartBook) -> None:
    words = "市区町村の参加の表は、いまは公開していません（取下げ）。"
    model = model_of(ROSTERS_TAKEN_BACK)
    assert all(words in page.body for page in case_pages(Inputs(model, IDENTITY, charts)))
    assert all(words in page.body for page in municipality_pages(Inputs(model, IDENTITY, charts)))
    assert all(words not in page.body for page in municipality_pages(Inputs(model_of(), IDENTITY, charts)))


def test_file_of_withdrawn_cases_is_opened_and_not_made_anew(charts: ChartBook) -> None:
    taken = {
        "取下げID": "W0001",
        "公表日": "2026-01-01",
        "種類": "取下げ",
        "理由": "確かでない。",
        "旧リリース": "残す",
    }
    case = {**taken, "範囲": "事例", "事例ID": "01-0001"}
    places = coverage(Inputs(model_of({"withdrawn.csv": [case]}), IDENTITY, charts))["places"]
    assert [place["is_new"] for place in places if place["prefecture_code"] == "01"] == [False]
