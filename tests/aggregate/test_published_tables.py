"""What each SQL file makes of a small made-up record: two prefectures, seven municipalities, a handful of cases."""

from collections.abc import Mapping
from typing import Any

import pytest

from made.small import SURVEY_HOKKAIDO, SURVEY_OSAKA, TABLES, made_files
from made.small_decisions import Rows
from made.tables import MadeTables
from pipeline.paths import SQL
from pipeline.schemas import published_schemas

EDITION = "2024-01-31"


def aggregated(changed: Mapping[str, Rows] | None = None) -> MadeTables:
    return MadeTables(made_files(changed))


def rows_of(tables: MadeTables, table: str, *columns: str, **only: Any) -> list[tuple[Any, ...]]:
    return [
        tuple(row[c] for c in columns)
        for row in tables[table]
        if all(row[name] == value for name, value in only.items())
    ]


@pytest.fixture(scope="module")
def made() -> MadeTables:
    return aggregated()


def test_case_knows_its_prefecture_type_and_row(made: MadeTables) -> None:
    columns = ("case_id", "prefecture_name", "region", "system_type_code", "category", "source_file", "source_row")
    assert rows_of(made, "cases", *columns) == [
        ("01-0001", "北海道", "北海道・東北", "ai-ocr", "ツール", SURVEY_HOKKAIDO, 2),
        ("27-0001", "大阪府", "近畿", "facility-reservation", "事業部門", SURVEY_OSAKA, 2),
        ("27-0002", "大阪府", "近畿", "other-tools", "ツール", SURVEY_OSAKA, 3),
    ]


def test_every_kind_of_empty_keeps_its_status() -> None:
    survey = [
        {**TABLES[SURVEY_OSAKA][1], "サービス名": marker, "参加自治体数": marker, "事例ID": f"27-000{number}"}
        for number, marker in enumerate(["×", "-", "", "…"], start=3)
    ]
    columns = ("service_name", "service_name_status", "participant_count", "participant_count_status")
    assert rows_of(aggregated({SURVEY_OSAKA: survey}), "cases", *columns, prefecture_code="27") == [
        (None, "withheld", None, "withheld"),
        (None, "unknown", None, "unknown"),
        (None, "blank", None, "blank"),
        (None, "not_collected", None, "not_collected"),
    ]


def test_zero_cost_is_an_answer(made: MadeTables) -> None:
    assert rows_of(made, "cases", "initial_cost_band", "initial_cost_band_status", case_id="27-0001") == [
        ("0", "answered")
    ]


def test_answered_fields_are_counted(made: MadeTables) -> None:
    assert rows_of(made, "cases", "answered_count", "answerable_count", case_id="01-0001") == [(3, 35)]


def test_newest_edition_of_a_case_is_the_rolling_one() -> None:
    later = {"survey/rolling/01-hokkaido.csv": TABLES[SURVEY_HOKKAIDO]}
    assert rows_of(aggregated(later), "cases", "edition", "is_newest_edition", case_id="01-0001") == [
        (EDITION, False),
        ("rolling", True),
    ]


def test_several_values_of_a_cell_become_rows(made: MadeTables) -> None:
    assert rows_of(made, "case_subsidies", "case_id", "subsidy") == [
        ("27-0001", "共同化補助金"),
        ("27-0001", "見本市交付金Type 1"),
    ]
    assert rows_of(made, "case_apportionments", "case_id", "apportionment_basis") == [("27-0001", "人口割")]
    assert rows_of(made, "case_sources", "case_id", "source_id", case_id="27-0002") == [("27-0002", "town-plan")]


def test_evidence_names_the_published_column(made: MadeTables) -> None:
    assert rows_of(made, "case_evidence", "case_id", "field", "field_title", "is_adopted") == [
        ("27-0001", "introduced_year", "導入年", True)
    ]


def test_municipality_outside_a_complete_list_does_not_take_part(made: MadeTables) -> None:
    columns = ("municipality_name", "participation", "participation_basis", "joined_year", "joined_year_status")
    assert rows_of(made, "participations", *columns, case_id="27-0001") == [
        ("浜市", "joined", "stated", 2015, "answered"),
        ("橋市", "joined", "stated", 2016, "answered"),
        ("川市", "not_joined", "implied", None, "not_applicable"),
        ("森町", "not_joined", "implied", None, "not_applicable"),
    ]


def test_municipality_outside_a_partial_list_is_unknown(made: MadeTables) -> None:
    assert rows_of(made, "participations", "municipality_name", "participation", case_id="27-0002") == [
        ("浜市", "unknown"),
        ("橋市", "unknown"),
        ("川市", "unknown"),
        ("森町", "joined"),
    ]


def test_whole_prefecture_implies_every_municipality(made: MadeTables) -> None:
    columns = ("municipality_name", "participation", "participation_basis", "joined_year_status")
    assert rows_of(made, "participations", *columns, case_id="01-0001") == [
        ("北市", "joined", "implied", "not_collected"),
        ("雪町", "joined", "implied", "not_collected"),
        ("森村", "joined", "implied", "not_collected"),
    ]


def test_count_of_a_later_date_stays_apart_from_the_case(made: MadeTables) -> None:
    assert rows_of(made, "participant_counts", "as_of_year", "as_of_month", "count", "counted") == [
        (2023, 4, 3, "市区町村")
    ]
    assert rows_of(made, "cases", "participant_count", case_id="27-0001") == [(2,)]


def test_type_without_cases_counts_zero_and_without_official_figure_is_empty(made: MadeTables) -> None:
    columns = ("system_type_code", "case_count", "matched_case_count", "prefecture_count", "official_case_count")
    assert rows_of(made, "case_counts_by_system_type", *columns, edition=EDITION) == [
        ("facility-reservation", 1, 0, 1, None),
        ("ai-ocr", 1, 0, 1, 2),
        ("gis", 0, 0, 0, None),
        ("other-tools", 1, 0, 1, None),
    ]


def test_only_the_official_edition_is_compared_with_official_figures(made: MadeTables) -> None:
    assert set(rows_of(made, "case_counts_by_system_type", "official_case_count", edition="rolling")) == {(None,)}


def test_matched_cases_are_counted_apart() -> None:
    survey = [{**TABLES[SURVEY_HOKKAIDO][0], "公表一覧との対応": "一致"}]
    counted = rows_of(
        aggregated({SURVEY_HOKKAIDO: survey}),
        "case_counts_by_prefecture_and_system_type",
        "case_count",
        "matched_case_count",
        "official_report",
        edition=EDITION,
        prefecture_code="01",
        system_type_code="ai-ocr",
    )
    assert counted == [(1, 1, "reported")]


def test_prefecture_that_the_official_matrix_does_not_show_is_not_called_without(made: MadeTables) -> None:
    reports = rows_of(
        made, "case_counts_by_prefecture_and_system_type", "official_report", edition=EDITION, prefecture_code="27"
    )
    assert set(reports) == {("not_shown",)}


def test_share_is_of_all_municipalities_of_the_prefecture(made: MadeTables) -> None:
    columns = ("prefecture_code", "participant_count", "municipality_count", "participation_share", "share_class")
    shares = rows_of(
        made, "participation_by_prefecture_and_system_type", *columns, system_type_code="facility-reservation"
    )
    assert shares == [("01", None, 3, None, "no_case"), ("27", 2, 4, 0.5, "half_or_more")]


def test_share_is_unknown_where_the_count_is() -> None:
    survey = [{**TABLES[SURVEY_OSAKA][0], "参加自治体数": "×", "名簿の範囲": "なし"}]
    columns = ("participant_count", "participant_count_status", "participation_share", "share_class")
    shares = rows_of(
        aggregated({SURVEY_OSAKA: survey}),
        "participation_by_prefecture_and_system_type",
        *columns,
        prefecture_code="27",
        system_type_code="facility-reservation",
    )
    assert shares == [(None, "withheld", None, "share_unknown")]


def test_two_cases_of_a_type_join_their_lists_instead_of_adding_counts() -> None:
    first = TABLES[SURVEY_OSAKA][0]
    roster = "participation/2024-01-31/27-osaka.csv"
    second_list = [{**row, "事例ID": "27-0002"} for row in TABLES[roster][:1]]
    changed: dict[str, Rows] = {
        SURVEY_OSAKA: [first, {**first, "事例ID": "27-0002", "参加自治体数": "1"}],
        roster: [*TABLES[roster][:2], *second_list],
    }
    counts = rows_of(
        aggregated(changed),
        "participation_by_prefecture_and_system_type",
        "case_count",
        "participant_count",
        prefecture_code="27",
        system_type_code="facility-reservation",
    )
    assert counts == [(2, 2)]


def test_official_zero_is_called_not_reported(made: MadeTables) -> None:
    path = "official/2024-01-31/participation.csv"
    none = [{**TABLES[path][0], "参加市区町村数": "0"}]
    classes = {"participation_by_prefecture_and_system_type": "official_share_class"}
    for table, column in classes.items():
        only = {"prefecture_code": "01", "system_type_code": "ai-ocr"}
        assert rows_of(made, table, column, **only) == [("half_or_more",)]
        assert rows_of(aggregated({path: none}), table, column, **only) == [("not_reported",)]


@pytest.mark.parametrize(
    ("table", "column", "expected"),
    [
        ("introductions_by_year", "introduced_year", [(2015, "answered", 1)]),
        ("environments_by_system_type", "environment", [("クラウドサービス", "answered", 1)]),
        ("methods_by_system_type", "selection_method", [("随意契約（プロポーザル方式[企画競争]）", "answered", 1)]),
        ("burdens_by_system_type", "has_prefecture_burden", [(None, "not_collected", 1)]),
        ("national_subsidies_by_system_type", "has_national_subsidy", [(True, "answered", 1)]),
        ("apportionments_by_system_type", "apportionment_basis", [("人口割", "answered", 1)]),
        (
            "subsidies_by_system_type",
            "subsidy",
            [("共同化補助金", "answered", 1), ("見本市交付金Type 1", "answered", 1)],
        ),
    ],
)
def test_answers_of_a_type_are_counted_with_their_unknowns(
    made: MadeTables, table: str, column: str, expected: list[tuple[Any, ...]]
) -> None:
    counted = rows_of(made, table, column, f"{column}_status", "case_count", system_type_code="facility-reservation")
    assert counted == expected


def test_initial_and_annual_costs_are_counted_apart(made: MadeTables) -> None:
    columns = ("cost_kind", "cost_band", "case_count")
    assert rows_of(made, "cost_bands_by_system_type", *columns, system_type_code="facility-reservation") == [
        ("initial", "0", 1),
        ("annual", "5百万-1千万", 1),
    ]


def test_coverage_of_a_field_sums_to_all_cases(made: MadeTables) -> None:
    assert rows_of(made, "coverage", "status", "case_count", field="participant_count") == [
        ("answered", 2),
        ("unknown", 1),
    ]


def test_official_figures_stand_in_one_long_table(made: MadeTables) -> None:
    assert set(rows_of(made, "official_figures", "figure", "prefecture_code", "item", "value", "unit")) == {
        ("システム開発環境", None, "クラウドサービス", 83.0, "%"),
        ("システム種別ごとの事例件数", None, "事例件数", 2.0, "件"),
        ("システム種別ごとの都道府県数", None, "都道府県数", 2.0, "都道府県"),
        ("市区町村の参加状況", "01", "市区町村数", 3.0, "市区町村"),
        ("市区町村の参加状況", "01", "参加市区町村数", 3.0, "市区町村"),
        ("都道府県ごとの共同調達の実施状況", "01", "共同調達の回答あり", None, None),
    }


def test_prefecture_counts_its_municipalities(made: MadeTables) -> None:
    assert rows_of(made, "prefectures", "prefecture_code", "municipality_count") == [("01", 3), ("27", 4)]


def test_source_counts_the_cases_that_cite_it_anywhere(made: MadeTables) -> None:
    assert rows_of(made, "sources", "source_id", "cited_case_count") == [("press-2023", 1), ("town-plan", 3)]


CODE_LISTS = [
    "apportionment_bases",
    "bodies",
    "cost_bands",
    "editions",
    "environments",
    "municipalities",
    "prefecture_neighbours",
    "search_synonyms",
    "selection_methods",
    "subsidies",
    "system_types",
    "value_statuses",
]


@pytest.mark.parametrize("table", CODE_LISTS)
def test_code_list_is_published_as_written(made: MadeTables, table: str) -> None:
    path = next(path for path in TABLES if path == f"codes/{table}.csv")
    assert len(made[table]) == len(TABLES[path])


def test_every_select_has_a_published_schema() -> None:
    own = {name for name, schema in published_schemas().items() if not schema.values_of}
    assert {file.stem for file in (SQL / "publish").glob("*.sql")} == own


def test_no_rows_give_empty_tables_and_not_an_error() -> None:
    empty = aggregated({path: [] for path in TABLES if not path.startswith("codes/")})
    assert empty["cases"] == []
    assert empty["coverage"] == []
    assert all(isinstance(empty[table], list) for table in published_schemas())
