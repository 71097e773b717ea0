"""Every sheet of a workbook is accounted for: read, not read and why, or missing; in doubt nothing is written."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.worksheet.worksheet import Worksheet

from made.small import SURVEY_OSAKA
from maintainer.books import Change, cell_of, nothing, survey_rows, with_part, write_book
from pipeline.maintain.tidy import Tidied, render_tidied, tidy_file, write_tidied


def _tidy(book: Path, data: Path) -> list[Tidied]:
    tidied = tidy_file(book, data)
    write_tidied(tidied)
    return tidied


def _causes(tidied: list[Tidied]) -> list[str]:
    return [p.cause for t in tidied for p in t.problems]


def _second(title: str, state: str = "visible", rows: int = 3) -> Change:
    def change(sheet: Worksheet, book: Workbook) -> None:
        other = book.create_sheet(title)
        other.sheet_state = state
        for row in survey_rows()[:rows]:
            other.append(row)

    return change


def _memo(state: str) -> Change:
    def change(sheet: Worksheet, book: Workbook) -> None:
        other = book.create_sheet("メモ")
        other.sheet_state = state
        other["C40"] = "27-0001 の事業者名は変わった"

    return change


def _hide(sheet: Worksheet, book: Workbook) -> None:
    sheet.sheet_state = "hidden"


def _headings_too_low(sheet: Worksheet, book: Workbook) -> None:
    sheet.insert_rows(1, 11)
    sheet["A1"] = "回答票"


def _value_beside(sheet: Worksheet, book: Workbook) -> None:
    sheet.cell(3, len(survey_rows()[0]) + 2).value = "確認済み"


def _heading_twice(sheet: Worksheet, book: Workbook) -> None:
    sheet.cell(1, len(survey_rows()[0]) + 1).value = "事業者名"


def _column_of_nobody(sheet: Worksheet, book: Workbook) -> None:
    sheet.cell(1, len(survey_rows()[0]) + 1).value = "担当者の電話"


def _no_id(sheet: Worksheet, book: Workbook) -> None:
    sheet.append([None, *survey_rows()[1][1:]])
    sheet.append([None, *survey_rows()[2][1:]])


def _merged_often(sheet: Worksheet, book: Workbook) -> None:
    for row in range(10, 400, 2):
        sheet.merge_cells(f"C{row}:C{row + 1}")


@pytest.mark.parametrize(
    ("change", "causes", "words"),
    [
        (_second("事例（控え）"), ["sheet_twice"], "シート「事例」と「事例（控え）」"),
        (_second("旧", "hidden"), ["sheet_twice"], "シート「事例」と「旧」"),
        (_second("旧", "veryHidden", rows=1), ["sheet_twice"], "シート「事例」と「旧」"),
        (_memo("visible"), ["sheet_unknown"], "シート「メモ」"),
        (_memo("hidden"), ["sheet_unknown"], "シート「メモ」"),
        (_hide, ["sheet_hidden"], "シート「事例」は非表示です"),
        (_headings_too_low, ["sheet_unknown"], "シート「事例」には中身があります"),
        (_value_beside, ["header_blank"], " 列に見出しがありません"),
        (_heading_twice, ["header_duplicate"], " 列）が2回以上あります"),
        (_column_of_nobody, ["header_extra"], "見出し「担当者の電話」（"),
        (_no_id, ["case_id_blank", "case_id_blank"], "新しい事例なら 27-0003"),
        (_merged_often, ["sheet_merged"], "セル C10:C11 ほか 194 か所 が結合"),
    ],
)  # fmt: skip
def test_sheet_in_doubt_stops_everything(change: Change, causes: list[str], words: str, data: Path) -> None:
    before = (data / SURVEY_OSAKA).read_bytes()
    tidied = _tidy(write_book(change), data)
    assert _causes(tidied) == causes
    assert words in render_tidied(tidied)
    assert (data / SURVEY_OSAKA).read_bytes() == before


def test_merge_over_the_whole_sheet_is_one_problem_and_costs_nothing(data: Path) -> None:
    def merge(text: str) -> str:
        return text.replace("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')

    tidied = _tidy(with_part(write_book(nothing), "xl/worksheets/sheet2.xml", merge), data)
    assert _causes(tidied) == ["sheet_merged"]
    assert "セル A1:XFD1048576 が結合" in render_tidied(tidied)


def test_new_cases_without_a_number_get_numbers_that_follow(data: Path) -> None:
    said = render_tidied(_tidy(write_book(_no_id), data))
    assert "新しい事例なら 27-0003" in said and "新しい事例なら 27-0004" in said


def _title_above(rows: int) -> Change:
    def change(sheet: Worksheet, book: Workbook) -> None:
        sheet.insert_rows(1, rows)
        sheet["A1"], sheet["AZ1"] = "大阪府 回答票", "令和6年1月"
        sheet.merge_cells("A1:H1")
        sheet.cell(cell_of("事業者名")[0] + rows, cell_of("事業者名")[1]).value = "新株式会社"

    return change


@pytest.mark.parametrize("rows", [1, 2, 9])
def test_headings_below_a_title_are_found_and_the_title_is_named(rows: int, data: Path) -> None:
    tidied = _tidy(write_book(_title_above(rows)), data)
    assert _causes(tidied) == []
    assert "新株式会社" in (data / SURVEY_OSAKA).read_text(encoding="utf-8")
    assert f"見出しは {rows + 1} 行目にあります。その上の「大阪府 回答票」など" in render_tidied(tidied)


def test_row_is_named_as_the_sheet_numbers_it_below_a_title(data: Path) -> None:
    def change(sheet: Worksheet, book: Workbook) -> None:
        _title_above(3)(sheet, book)
        sheet.cell(cell_of("導入年")[0] + 3, cell_of("導入年")[1]).value = "平成27年度"

    assert [(p.row, p.column) for t in _tidy(write_book(change), data) for p in t.problems] == [(5, "導入年")]


def test_headings_broken_over_lines_or_wide_are_the_same(data: Path) -> None:
    def change(sheet: Worksheet, book: Workbook) -> None:
        sheet.cell(1, 1).value = "事例ＩＤ"
        sheet.cell(*cell_of("参加自治体数", 1)).value = "参加\n自治体 数"

    tidied = tidy_file(write_book(change), data)
    assert _causes(tidied) == []
    assert "見出し「事例ＩＤ」→「事例ID」" in render_tidied(tidied)


def test_every_sheet_is_named_read_or_not_or_missing(data: Path) -> None:
    def change(sheet: Worksheet, book: Workbook) -> None:
        book.create_sheet("選択肢 (2)")["A1"] = "あり"
        book.create_sheet("空")
        book.create_chartsheet("図").add_chart(BarChart())

    said = render_tidied(_tidy(write_book(change), data))
    for words in (
        "シート「説明」は、説明や",
        "シート「選択肢 (2)」は、説明や",
        "シート「空」は、空なので",
        "シート「図」は、グラフ",
        "シート「参加市区町村」がありません",
        "シート「値ごとの出典」がありません",
        "（シート「事例」）",
    ):
        assert words in said, words  # fmt: skip


def test_empty_rows_and_cells_far_away_cost_nothing_and_are_counted(data: Path) -> None:
    def change(sheet: Worksheet, book: Workbook) -> None:
        sheet.insert_rows(3, 40)
        sheet["A1048576"].number_format = "@"
        sheet["XFD1"].number_format = "@"

    before = (data / SURVEY_OSAKA).read_bytes()
    tidied = _tidy(write_book(change), data)
    assert _causes(tidied) == []
    assert (data / SURVEY_OSAKA).read_bytes() == before
    assert [c.text for t in tidied for c in t.changes] == ["空の行を消す（40 行）"]


@pytest.mark.parametrize("cell", ["A1048576", "XFD5", "B60000"])
def test_value_far_away_is_named(cell: str, data: Path) -> None:
    tidied = _tidy(write_book(lambda sheet, book: sheet.__setitem__(cell, "x")), data)
    assert _causes(tidied) == ["sheet_too_far"]
    assert f"セル {cell} に" in render_tidied(tidied)


def test_row_of_another_prefecture_is_named_once(data: Path) -> None:
    tidied = _tidy(write_book(lambda s, b: s.__setitem__("A3", "01-0009")), data)
    assert _causes(tidied) == ["prefecture_unclear"]


def test_right_workbook_changes_nothing(data: Path) -> None:
    before = (data / SURVEY_OSAKA).read_bytes()
    assert _causes(_tidy(write_book(nothing), data)) == []
    assert (data / SURVEY_OSAKA).read_bytes() == before


def test_file_outside_the_data_is_said_to_be_outside(data: Path) -> None:
    Path("27-osaka.csv").write_bytes((data / SURVEY_OSAKA).read_bytes())
    assert "の外にあります" in render_tidied(_tidy(Path("27-osaka.csv"), data))
    assert "の外にあります" not in render_tidied(_tidy(data / SURVEY_OSAKA, data))
