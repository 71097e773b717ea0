"""The overview pages on a small made-up record, and the tables that only they read."""

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from markupsafe import Markup

from made.model import IDENTITY, model_of
from made.small import SURVEY_HOKKAIDO, SURVEY_OSAKA, TABLES
from pipeline.pages import overview_pages
from pipeline.pages.charts import ChartBook
from pipeline.pages.coverage_page import coverage
from pipeline.pages.model import Model
from pipeline.pages.overview_charts import category_figures
from pipeline.pages.page import Inputs
from pipeline.pages.place_pages import participation, prefectures
from pipeline.pages.registry import PAGES
from pipeline.pages.templates import percent, with_titles
from pipeline.schemas import source_schemas

EDITION = "2024-01-31"


def rows_of(model: Model, table: str, *columns: str, **only: Any) -> list[tuple[Any, ...]]:
    rows = [row for row in model.tables[table] if all(row[name] == value for name, value in only.items())]
    return [tuple(row[column] for column in columns) for row in rows]


@pytest.fixture(scope="module")
def made() -> Model:
    return model_of()


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> ChartBook:
    return ChartBook(tmp_path_factory.mktemp("charts"))


def page(address: str, model: Model, charts: ChartBook) -> str:
    return next(page for page in PAGES if page.address == address).render(Inputs(model, IDENTITY, charts))[0]


# The tables


def test_totals_tell_known_cases_from_those_that_only_exist() -> None:
    only = {**TABLES[SURVEY_HOKKAIDO][0], "確度": "存在のみ", "公表一覧との対応": "一致"}
    columns = ("case_count", "matched_case_count", "known_case_count", "existence_case_count", "official_case_count")
    model = model_of({SURVEY_HOKKAIDO: [only]})
    assert rows_of(model, "case_totals", *columns, edition=EDITION) == [(3, 1, 2, 1, 2)]
    assert rows_of(model, "case_totals", *columns, edition="rolling") == [(0, 0, 0, 0, None)]


def test_category_without_official_figure_has_none_instead_of_zero(made: Model) -> None:
    assert rows_of(
        made, "case_counts_by_category", "category", "case_count", "official_case_count", edition=EDITION
    ) == [
        ("事業部門", 1, None),
        ("ツール", 2, 2),
    ]


def test_participants_of_a_type_add_only_known_counts(made: Model) -> None:
    columns = (
        "system_type_code",
        "case_count",
        "counted_case_count",
        "participant_total",
        "official_participant_count",
    )
    assert rows_of(made, "participation_by_system_type", *columns) == [
        ("facility-reservation", 1, 1, 2, None),
        ("ai-ocr", 1, 1, 3, 3),
        ("gis", 0, 0, None, None),
        ("other-tools", 1, 0, None, None),
    ]


def test_years_without_a_case_keep_the_sum_so_far(made: Model) -> None:
    columns = ("introduced_year", "case_count", "cumulative_case_count", "cumulative_participant_total")
    assert rows_of(made, "introductions_cumulative_by_year", *columns, edition=EDITION) == [
        (2015, 1, 1, 2),
        (2016, 0, 1, 2),
        (2017, 0, 1, 2),
        (2018, 0, 1, 2),
        (2019, 0, 1, 2),
        (2020, 1, 2, 5),
    ]
    assert rows_of(made, "introductions_cumulative_by_system_type", *columns, system_type_code="ai-ocr") == [
        (2020, 1, 1, 3)
    ]


def test_every_choice_is_counted_and_those_without_an_answer_by_status(made: Model) -> None:
    columns = ("choice", "status", "case_count")
    assert rows_of(made, "case_counts_by_choice", *columns, edition=EDITION, field="initial_cost_band") == [
        ("0", "answered", 1),
        ("5百万未満", "answered", 0),
        ("5百万-1千万", "answered", 0),
        (None, "not_collected", 2),
    ]
    assert rows_of(made, "case_counts_by_choice", *columns, edition=EDITION, field="has_national_subsidy") == [
        ("あり", "answered", 1),
        ("なし", "answered", 0),
        (None, "not_collected", 2),
    ]


def test_answers_to_a_question_with_one_answer_sum_to_the_cases_of_the_edition(made: Model) -> None:
    asked = {row["field"] for row in made.tables["case_counts_by_choice"]}
    several = {f.column for f in source_schemas()["survey_cases"].fields if f.is_multiple}
    assert asked & several == {"subsidies", "apportionment_bases"}
    for field in asked - several:
        counts = rows_of(made, "case_counts_by_choice", "case_count", edition=EDITION, field=field)
        assert sum(count for (count,) in counts) == 3, field


def test_every_question_with_fixed_choices_is_counted(made: Model) -> None:
    questions = [f for f in source_schemas()["survey_cases"].fields if f.is_answer]
    fixed = {f.column for f in questions if f.type == "boolean" or f.code_table}
    assert {row["field"] for row in made.tables["case_counts_by_choice"]} == fixed


def test_prefecture_not_on_the_official_matrix_has_no_reported_types(made: Model) -> None:
    columns = ("prefecture_code", "case_count", "reported_type_count", "unrecorded_type_count")
    assert rows_of(made, "coverage_by_prefecture", *columns, edition=EDITION) == [
        ("01", 1, 1, 0),
        ("27", 2, None, None),
    ]


def test_reported_type_without_a_case_is_counted_as_unrecorded() -> None:
    presence = {"システム種別": "AI-OCR", "都道府県コード": "27", "共同調達の回答": "あり", "出典ID": "town-plan"}
    denied = {**presence, "システム種別": "地理情報システム(GIS)", "共同調達の回答": "なし"}
    model = model_of({f"official/{EDITION}/presence.csv": [presence, denied]})
    columns = ("reported_type_count", "unrecorded_type_count")
    assert rows_of(model, "coverage_by_prefecture", *columns, edition=EDITION, prefecture_code="27") == [(1, 1)]


def test_type_that_the_official_matrix_does_not_show_is_not_taken_for_unreported(made: Model) -> None:
    table = "case_counts_by_prefecture_and_system_type"
    assert rows_of(made, table, "official_report", edition=EDITION, prefecture_code="01") == [
        ("not_shown",),
        ("reported",),
        ("not_shown",),
        ("not_shown",),
    ]


# The figures


def test_share_is_rounded_once_and_of_nothing_is_zero_percent() -> None:
    assert (percent(28, 54), percent(1, 8, 0), percent(0, 0)) == ("51.9", "13", "0.0")


def test_status_draws_the_official_counts_from_the_highest_down_with_the_split_behind(
    made: Model, charts: ChartBook
) -> None:
    for category, figure in category_figures(made, charts).items():
        counts = [int(row[1]) for row in figure.rows if not str(row[0]).startswith("その他")]
        assert [str(row[0]).startswith("その他") for row in figure.rows] == sorted(
            str(row[0]).startswith("その他") for row in figure.rows
        )
        assert counts and counts == sorted(counts, reverse=True)
        assert figure.finding.startswith(f"{category}で共同調達が最も多いのは")
        assert f"の {counts[0]:,} 件" in figure.finding
        assert all(int(row[2]) + int(row[3]) <= int(row[1]) for row in figure.rows)


# The pages


@pytest.mark.parametrize("address", [page.address for page in PAGES if not page.shows_files])
def test_page_has_front_matter_one_heading_and_the_count_beside_the_official(
    made: Model, charts: ChartBook, address: str
) -> None:
    text = page(address, made, charts)
    assert re.match(r"---\ntitle: \S.*\ndescription: \S.*\n(\S+:.*\n(  .*\n)*)*---\n", text)
    assert len(re.findall(r"<h1[ >]|^# (?!!)", text.split("<code>")[0], re.MULTILINE)) == 1
    assert "<script" not in text
    assert not re.search(r"\son[a-z]+=", text)
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("address", ["", "status/", "coverage/"])
def test_page_shows_how_much_of_the_official_count_has_content(made: Model, charts: ChartBook, address: str) -> None:
    plain = re.sub(r"<[^>]+>", "", page(address, made, charts))
    assert "公表 2 件のうち中身が分かる 0 件、あることだけ分かる 0 件（ほかに収録 3 件）" in plain


def test_case_list_has_the_columns_of_interest_and_a_row_per_case(made: Model, charts: ChartBook) -> None:
    text = page("cases/", made, charts)
    start = text.index('id="known-cases"')
    table = text[start : text.index("</table>", start)]
    headings = [re.sub("<.*", "", text) for text in re.findall(r'<th scope="col"[^>]*>(.*?)</th>', table)]
    assert headings == [
        "サービス名",
        "都道府県",
        "参加自治体数",
        "年間運用費用の規模",
        "事業者選定方法",
        "問い合わせ先",
        "導入年",
    ]
    assert re.findall(r'data-case="([^"]+)"', text) == ["27-0001", "01-0001", "27-0002"]


def test_case_known_only_to_exist_comes_after_the_others(charts: ChartBook) -> None:
    only = {**TABLES[SURVEY_HOKKAIDO][0], "確度": "存在のみ"}
    text = page("cases/", model_of({SURVEY_HOKKAIDO: [only]}), charts)
    assert text.index('id="c27-0002"') < text.index('id="existing-cases"') < text.index('id="c01-0001"')


def test_too_many_cases_are_listed_by_prefecture(
    made: Model, charts: ChartBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview_pages, "CASES_ON_ONE_PAGE", 2)
    text = page("cases/", made, charts)
    assert 'data-case="' not in text
    assert re.findall(r'href="\.\./prefectures/(\d\d)/">[^<]+<span>(\d+) 件', text) == [("01", "1"), ("27", "2")]


def test_tile_says_in_words_what_its_colour_says(made: Model, charts: ChartBook) -> None:
    sections = {s["system_type_code"]: s for s in participation(Inputs(made, IDENTITY, charts))["sections"]}
    tiles = {(code, tile["code"]): (tile["kind"], tile["title"]) for code, s in sections.items() for tile in s["tiles"]}
    assert tiles["ai-ocr", "01"] == ("half", "：3 市区町村のうち 3 が参加、公表では 3 市区町村が参加")
    assert tiles["facility-reservation", "01"] == ("none", "")
    assert tiles["other-tools", "27"] == ("unknown", "：事例はあるが参加数は不明")
    assert "gis" not in sections


def test_matrix_says_recorded_and_official_in_words(made: Model, charts: ChartBook) -> None:
    groups = prefectures(Inputs(made, IDENTITY, charts))["groups"]
    cells = {
        row["name"]: [(c["kind"], c["dot"], c["words"]) for c in row["cells"]] for g in groups for row in g["rows"]
    }
    assert cells["AI-OCR"] == [("recorded", "1", "件収録、公表あり"), ("unknown", "", "公表は未確認")]
    assert cells["施設予約システム"][1] == ("recorded", "1", "件収録、公表は未確認")


def test_missing_list_opens_the_file_of_the_prefecture_or_a_new_one(charts: ChartBook) -> None:
    model = model_of({SURVEY_HOKKAIDO: [], f"official/{EDITION}/participation.csv": []})
    places = {p["prefecture_code"]: p for p in coverage(Inputs(model, IDENTITY, charts))["places"]}
    assert places["27"]["href"] == f"https://git.example/repo/edit/main/data/{SURVEY_OSAKA}"
    assert places["01"]["is_new"]
    assert f"/new/main/data/survey/{EDITION}?filename=01-hokkaido.csv&value=" in places["01"]["href"]
    assert [t["system_type_code"] for t in places["01"]["unrecorded"]] == ["ai-ocr"]


def test_new_file_starts_with_the_survey_header(charts: ChartBook) -> None:
    from urllib.parse import parse_qs, urlsplit

    place = coverage(Inputs(model_of({SURVEY_HOKKAIDO: []}), IDENTITY, charts))["places"][0]
    (value,) = parse_qs(urlsplit(place["href"]).query)["value"]
    assert value.strip().split(",") == source_schemas()["survey_cases"].header


def test_second_rendering_draws_no_chart(made: Model, tmp_path: Path) -> None:
    book = ChartBook(tmp_path)
    page("status/", made, book)
    files = {path: path.stat().st_ino for path in tmp_path.iterdir()}
    page("status/", made, book)
    assert {path: path.stat().st_ino for path in tmp_path.iterdir()} == files


def test_cells_of_a_stacked_table_say_their_headings() -> None:
    table = Markup(
        '<table><thead><tr><th scope="col">事例</th><th scope="col">人口<small>"万人"</small></th></tr></thead>'
    )
    rows = Markup(
        '<tbody><tr><th scope="row">甲</th><td class="number">1</td></tr><tr><th>乙</th><td>2</td></tr></tbody></table>'
    )
    shown = html.fromstring(with_titles(table + rows))
    assert shown.get("class") == "stacked"
    assert [cell.get("data-title") for cell in shown.xpath("//tbody//*[self::th or self::td]")] == [
        "事例",
        '人口"万人"',
    ] * 2
    assert [cell.text for cell in shown.xpath("//tbody//td")] == ["1", "2"]
