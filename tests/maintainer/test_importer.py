"""Taking cases from a list with the official list's 14 columns: new, filled, known, differing; nothing dropped."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from made.small import SURVEY_HOKKAIDO, SURVEY_OSAKA
from pipeline.check import check_data
from pipeline.maintain.importer import Taken, read_map, take_file, write_taken
from pipeline.paths import ROOT
from pipeline.schemas import source_schemas

HEADER = [
    "システム分類", "システム名", "都道府県名", "サービス名", "導入時期", "参加自治体数", "参加自治体人口数",
    "参加自治体職員数", "初期費用規模", "年間運用費用規模", "国の補助金", "都道府県の負担", "費用按分の基準", "事業者選定方法",
]  # fmt: skip
KNOWN = [
    "事業部門", "施設予約システム", "大阪府", "はまなび予約", "2015年4月", 2, "88 万人", "11.6 千人", "0", "5百万-1千万",
    "あり", "なし", "人口割", "随意契約（プロポーザル方式[企画競争]）",
]  # fmt: skip
OTHER = [
    "ツール", "その他システム", "大阪府", "みなと採用", "2021", 3, "12 万人", "1 千人", "-", "5百万未満",
    "なし", "×", "人口割,均等割", "一般競争入札（総合評価落札方式）",
]  # fmt: skip
NEW = ["ツール", "地理情報システム(GIS)", "北海道", "ゆき地図", "2019", 2, "", "", "", "", "", "", "その他", ""]
Rows = list[list[Any]]


@pytest.fixture
def shipped_map(data: Path) -> Path:
    """The map that the project ships, citing a source of the made-up folder, which has no official screen."""
    text = (ROOT / "build" / "import_maps" / "official_list.csv").read_text(encoding="utf-8")
    cited = text.replace("dashboard-deck", "press-2023").replace("公表画面から収録", "同じ調達と確認")
    Path("map.csv").write_text(cited, encoding="utf-8")
    return Path("map.csv")


def _spreadsheet(rows: Rows) -> Path:
    """Write a list as offices publish it: groups of columns above the header, the class of equal rows merged."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["システムの基本情報", *[None] * 7, "費用情報", *[None] * 4, "調達情報"])
    sheet.merge_cells("A1:H1")
    for row in (HEADER, *rows):
        sheet.append(row)
    book.save("list.xlsx")
    return Path("list.xlsx")


def _take(rows: Rows, mapping: Path, data: Path) -> Taken:
    taken = take_file(_spreadsheet(rows), read_map(mapping), data, "2024-01-31")
    write_taken(taken)
    return taken


def _rows_of(path: Path) -> dict[str, dict[str, str]]:
    lines = [line.split(",") for line in path.read_text(encoding="utf-8-sig").splitlines()]
    return {line[0]: dict(zip(lines[0], line, strict=True)) for line in lines[1:]}


def test_known_new_and_filled_cases_are_told_apart(shipped_map: Path, data: Path) -> None:
    taken = _take([KNOWN, OTHER, NEW], shipped_map, data)
    assert taken.problems == []
    assert taken.outcomes == [
        "3 行目: 27-0001 の 都道府県の負担 を埋めます",
        "4 行目: 新しい事例 27-0003（data/survey/2024-01-31/27-osaka.csv）。27-0002 と同じ事例でないか確かめてください",
        "5 行目: 新しい事例 01-0002（data/survey/2024-01-31/01-hokkaido.csv）",
    ]
    osaka, hokkaido = _rows_of(data / SURVEY_OSAKA), _rows_of(data / SURVEY_HOKKAIDO)
    assert (osaka["27-0001"]["都道府県の負担"], osaka["27-0001"]["出典ID"]) == ("なし", "town-plan;press-2023")
    stated = {
        name: osaka["27-0003"][name]
        for name in (
            "システム種別",
            "システム名",
            "導入年",
            "導入月",
            "費用按分の基準",
            "都道府県の負担",
            "参加自治体人口",
            "事業者名",
        )
    }
    assert stated == {
        "システム種別": "その他システム（ツール）", "システム名": "…", "導入年": "2021", "導入月": "…", "費用按分の基準": "人口割;均等割",
        "都道府県の負担": "×", "参加自治体人口": "12", "事業者名": "…",
    }  # fmt: skip
    assert (hokkaido["01-0002"]["参加自治体人口"], hokkaido["01-0002"]["システム名"]) == ("", "")
    assert check_data(data).problems == []


def test_taking_the_same_list_again_changes_nothing(shipped_map: Path, data: Path) -> None:
    _take([KNOWN, OTHER, NEW], shipped_map, data)
    before = {path: path.read_bytes() for path in sorted(data.rglob("*.csv"))}
    again = _take([KNOWN, OTHER, NEW], shipped_map, data)
    assert (again.files, again.problems) == ({}, [])
    assert {path: path.read_bytes() for path in sorted(data.rglob("*.csv"))} == before


def test_recorded_value_stays_where_the_list_differs(shipped_map: Path, data: Path) -> None:
    taken = _take([[*KNOWN[:5], 9, *KNOWN[6:]]], shipped_map, data)
    assert "食い違い: 列「参加自治体数」は「2」のまま（ファイルは「9」）" in taken.outcomes[0]
    assert _rows_of(data / SURVEY_OSAKA)["27-0001"]["参加自治体数"] == "2"


@pytest.mark.parametrize(
    ("position", "value", "cause"),
    [
        (1, "施設管理システム", "value_unknown"),
        (2, "見本県", "prefecture_unknown"),
        (4, "平成27年度", "fiscal_year"),
        (5, "約10", "inexact"),
        (8, "たくさん", "value_unknown"),
    ],
)
def test_value_that_fits_nowhere_stops_the_whole_import(
    position: int, value: str, cause: str, shipped_map: Path, data: Path
) -> None:
    before = (data / SURVEY_OSAKA).read_bytes()
    wrong = [*OTHER[:position], value, *OTHER[position + 1 :]]
    taken = _take([NEW, wrong], shipped_map, data)
    assert [(p.row, p.cause) for p in taken.problems] == [(4, cause)]
    assert (data / SURVEY_OSAKA).read_bytes() == before


def test_columns_that_the_map_does_not_name_stop_the_import(shipped_map: Path, data: Path) -> None:
    text = "".join(f"{line}\n" for line in ("システム名,都道府県名,担当", "AI-OCR,大阪府,課"))
    Path("list.csv").write_bytes(text.encode("cp932"))
    taken = take_file(Path("list.csv"), read_map(shipped_map), data, "2024-01-31")
    causes = [(p.cause, p.column) for p in taken.problems]
    assert causes[0] == ("column_unmapped", "担当")
    assert {name for cause, name in causes if cause == "column_absent"} == set(HEADER) - {"システム名", "都道府県名"}


def test_row_that_may_be_two_cases_is_not_guessed(shipped_map: Path, data: Path) -> None:
    taken = _take([OTHER, [*OTHER[:3], "みなと採用", "2022", *OTHER[5:]]], shipped_map, data)
    assert [p.cause for p in taken.problems] == ["row_twice"]


def test_wrong_map_is_said(data: Path) -> None:
    Path("map.csv").write_text("見出し,もとの値,列,値,照合,備考\nX,,どこか,,,\n", encoding="utf-8")
    assert [p.cause for p in read_map(Path("map.csv")).problems] == ["map_column"]
    Path("map.csv").write_text("X,Y\n", encoding="utf-8")
    assert [p.cause for p in read_map(Path("map.csv")).problems] == ["map_header"]


def test_shipped_map_names_the_fourteen_columns_and_known_columns_only() -> None:
    mapping = read_map(ROOT / "build" / "import_maps" / "official_list.csv")
    assert (mapping.headings, list(mapping.problems)) == (HEADER, [])
    assert set(mapping.constants) <= set(source_schemas()["survey_cases"].header)


def test_row_of_a_map_may_end_early(tmp_path: Path) -> None:
    path = tmp_path / "map.csv"
    path.write_text("見出し,もとの値,列,値,照合,備考\n都道府県名,,都道府県名\nシステム名,,ない列\n", encoding="utf-8")
    mapping = read_map(path)
    assert (mapping.headings, [p.row for p in mapping.problems]) == (["都道府県名", "システム名"], [3])


def _book(sheets: dict[str, Rows], hidden: tuple[str, ...] = ()) -> Path:
    book = Workbook()
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        sheet.sheet_state = "hidden" if title in hidden else "visible"
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save("list.xlsx")
    return Path("list.xlsx")


def _take_book(path: Path, mapping: Path, data: Path) -> Taken:
    return take_file(path, read_map(mapping), data, "2024-01-31")


def test_all_sheets_with_the_headings_are_read_and_named_with_each_row(shipped_map: Path, data: Path) -> None:
    sheets: dict[str, Rows] = {"総務部門": [HEADER, NEW], "事業部門": [["題"], HEADER, KNOWN], "空": []}
    taken = _take_book(_book(sheets), shipped_map, data)
    assert [outcome.partition(":")[0] for outcome in taken.outcomes] == [
        "シート「総務部門」2 行目",
        "シート「事業部門」3 行目",
    ]
    assert "シート「空」は、空なので、読みませんでした。" in taken.said


@pytest.mark.parametrize("title", ["旧", "一覧 (2)"])
def test_hidden_sheet_is_left_out_and_named(title: str, shipped_map: Path, data: Path) -> None:
    taken = _take_book(_book({title: [HEADER, OTHER], "一覧": [HEADER, NEW]}, hidden=(title,)), shipped_map, data)
    assert ([o[:4] for o in taken.outcomes], taken.problems) == (["2 行目"], [])
    assert taken.said == [f"シート「{title}」は、非表示なので、読みませんでした。", "シート「一覧」を読みました。"]


def test_only_hidden_sheets_are_no_list(shipped_map: Path, data: Path) -> None:
    taken = _take_book(_book({"x": [["題"]], "旧": [HEADER, NEW]}, hidden=("旧",)), shipped_map, data)
    assert [p.cause for p in taken.problems] == ["list_sheet_unknown"]


@pytest.mark.parametrize("written", ["参加\n自治体数", "参加 自治体数", "参加　自治体数\n", "_x000D_\n参加自治体数"])
def test_heading_that_only_the_layout_changes_is_the_same(written: str, shipped_map: Path, data: Path) -> None:
    header = [written if name == "参加自治体数" else name for name in HEADER]
    taken = _take_book(_book({"一覧": [header, NEW]}), shipped_map, data)
    assert taken.problems == []
    assert any("として読みました" in said for said in taken.said)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("delimiter", ["\t", ";", ","])
@pytest.mark.parametrize("above", ["", "共同調達の一覧\r\n"])
def test_list_is_read_in_any_usual_encoding_and_delimiter(
    encoding: str, delimiter: str, above: str, shipped_map: Path, data: Path
) -> None:
    text = above + "".join(delimiter.join(map(str, row)) + "\r\n" for row in (HEADER, NEW))
    Path("list.csv").write_bytes(text.encode(encoding))
    taken = take_file(Path("list.csv"), read_map(shipped_map), data, "2024-01-31")
    assert (taken.problems, len(taken.outcomes)) == ([], 1)


def test_merged_text_holds_for_each_row_and_a_merged_number_for_none(shipped_map: Path, data: Path) -> None:
    def merged(column: str) -> Taken:
        path = _book({"一覧": [HEADER, NEW, [*NEW[:3], "みず地図", *NEW[4:]]]})
        book = load_workbook(path)
        letter = get_column_letter(HEADER.index(column) + 1)
        book.worksheets[0].merge_cells(f"{letter}2:{letter}3")
        book.save(path)
        return _take_book(path, shipped_map, data)

    taken = merged("都道府県名")
    assert (taken.problems, len(taken.outcomes)) == ([], 2)
    assert [(p.cause, p.row) for p in merged("参加自治体数").problems] == [("list_merged", 2)]


def test_ditto_mark_and_formula_of_a_list_are_refused(shipped_map: Path, data: Path) -> None:
    taken = _take_book(_book({"一覧": [HEADER, NEW, [*NEW[:3], "〃", *NEW[4:]]]}), shipped_map, data)
    assert [(p.cause, p.row) for p in taken.problems] == [("ditto", 3)]
    taken = _take_book(_book({"一覧": [HEADER, [*NEW[:5], "=1+1", *NEW[6:]]]}), shipped_map, data)
    assert [(p.cause, p.row, p.column) for p in taken.problems] == [("cell_formula", 2, "参加自治体数")]
