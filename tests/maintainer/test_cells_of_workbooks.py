"""A cell of a workbook is what Excel shows of it: what it does not show is refused, never turned into text by chance."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from made.small import SURVEY_OSAKA
from maintainer.books import Change, cell_of, set_cell, with_part, write_book
from pipeline.maintain.tidy import Tidied, render_tidied, tidy_file, write_tidied
from pipeline.read.number_formats import show_number
from pipeline.read.workbooks import read_workbook


def _tidy(book: Path, data: Path) -> list[Tidied]:
    tidied = tidy_file(book, data)
    write_tidied(tidied)
    return tidied


def _written(data: Path, name: str, row: int = 2) -> str:
    line = (data / SURVEY_OSAKA).read_text(encoding="utf-8-sig").splitlines()[row - 1]
    return line.split(",")[cell_of(name)[1] - 1]


def _struck(sheet: Worksheet, book: Workbook) -> None:
    sheet.cell(*cell_of("事業者名")).font = Font(strike=True)
    sheet.cell(*cell_of("事業者名")).value = "旧株式会社"


def _blocked(sheet: Worksheet, book: Workbook) -> None:
    sheet.cell(*cell_of("備考")).value = "#BLOCKED!"
    sheet.cell(*cell_of("備考")).data_type = "e"


def _spilling(sheet: Worksheet, book: Workbook) -> None:
    row, column = cell_of("事業者名")
    sheet.cell(row, column).value = ArrayFormula("E2:E3", "=A2:A3")
    sheet.cell(row + 1, column).value = "27-0002"


REFUSED: dict[str, tuple[Change, str]] = {
    "formula": (set_cell("事業者名", "=A2"), "cell_formula"),
    "array formula": (set_cell("事業者名", ArrayFormula("E2", "=A2")), "cell_formula"),
    "array formula of many cells": (_spilling, "cell_formula"),
    "data table": (set_cell("事業者名", DataTableFormula("E2", dt2D=False, r1="A1")), "cell_formula"),
    "formula of a number": (set_cell("参加自治体数", "=1+1"), "cell_formula"),
    "struck-through cell": (_struck, "cell_struck"),
    "struck-through part": (
        set_cell("事業者名", CellRichText(TextBlock(InlineFont(strike=True), "旧株式会社"), "新株式会社")), "cell_struck"),
    "struck-through number": (lambda s, b: setattr(s.cell(*cell_of("参加自治体数")), "font", Font(strike=True)), "cell_struck"),
    "percent": (set_cell("参加自治体職員数", 0.3, "0%"), "cell_shown"),
    "rounded for the eye": (set_cell("参加自治体職員数", 11.64, "0.0"), "cell_shown"),
    "thousands for the eye": (set_cell("参加自治体人口", 88000, "#,##0,"), "cell_shown"),
    "word for a number": (set_cell("参加自治体数", 2, '"済"'), "cell_shown"),
    "hidden by its format": (set_cell("参加自治体数", 2, ";;;"), "cell_shown"),
    "text hidden by its format": (set_cell("備考", "内緒", ";;;"), "cell_shown"),
    "word for a text": (set_cell("備考", "内緒", '0;0;0;"済"'), "cell_shown"),
    "day in a text": (set_cell("備考", date(2024, 1, 2)), "cell_day"),
    "time in a text": (set_cell("備考", time(8, 30)), "cell_day"),
    "moment in a number": (set_cell("参加自治体数", datetime(2024, 1, 2, 3, 4)), "cell_day"),
    "October kept as January": (set_cell("導入年", 2021.1), "year_october"),
    "October as shown": (set_cell("導入年", 2021.1, "0.00"), "year_october"),
    "error": (set_cell("参加自治体数", "#N/A"), "excel_error"),
    "error in a text": (set_cell("備考", "#REF!"), "excel_error"),
    "error of a newer program": (_blocked, "excel_error"),
    "truth in a text": (set_cell("参加自治体数", True), "not_integer"),
    "ditto mark": (set_cell("事業者名", "〃", row=3), "ditto"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_cell_that_is_not_what_it_shows_is_refused_with_its_place(name: str, data: Path) -> None:
    change, cause = REFUSED[name]
    before = (data / SURVEY_OSAKA).read_bytes()
    problems = [p for t in _tidy(write_book(change), data) for p in t.problems]
    assert {p.cause for p in problems} == {cause}
    assert all("シート「事例」" in p.path and p.row in (2, 3) and p.column for p in problems)
    assert (data / SURVEY_OSAKA).read_bytes() == before


@pytest.mark.parametrize(
    ("column", "change", "written"),
    [
        ("参加自治体職員数", set_cell("参加自治体職員数", 37.300000000000004), "37.3"),
        ("参加自治体職員数", set_cell("参加自治体職員数", 37.3, "0.00"), "37.3"),
        ("参加自治体数", set_cell("参加自治体数", 2.0), "2"),
        ("参加自治体数", set_cell("参加自治体数", 2, '0"団体"'), "2"),
        ("参加自治体数", set_cell("参加自治体数", 2, "00"), "2"),
        ("参加自治体人口", set_cell("参加自治体人口", 88, "#,##0_);[Red]\\(#,##0\\)"), "88"),
        ("備考", set_cell("備考", "第1期", "General;General;General;@"), "第1期"),
        ("備考", set_cell("備考", "第1期", '@"の更新"'), "第1期の更新"),
        ("備考", set_cell("備考", "第1期", "#,##0"), "第1期"),
        ("導入年", set_cell("導入年", date(2015, 4, 1), 'yyyy"年"m"月"'), "2015"),
        ("導入年", set_cell("導入年", date(2015, 7, 1), "yyyy"), "2015"),
        ("都道府県への導入", set_cell("都道府県への導入", True), "あり"),
        ("調達の効果", set_cell("調達の効果", "費用の減少_x000D_\n手間の減少"), "費用の減少 / 手間の減少"),
        ("担当部署", set_cell("担当部署", "推進課_x000D_"), "推進課"),
        ("サービス名", set_cell("サービス名", "⽇本予約"), "日本予約"),
    ],
)  # fmt: skip
def test_cell_is_taken_as_it_is_shown(column: str, change: Change, written: str, data: Path) -> None:
    assert [p.message for t in _tidy(write_book(change), data) for p in t.problems] == []
    assert _written(data, column) == written


def test_what_is_mended_unseen_is_shown_in_code_points(data: Path) -> None:
    said = render_tidied(tidy_file(write_book(set_cell("サービス名", "⽇本\u200b予約")), data))
    assert "「⽇本⟨U+200B⟩予約」→「日本予約」（U+200B、U+2F47 を直す）" in said


@pytest.mark.parametrize(
    ("raw", "code", "text", "held"),
    [
        ("1100", "00000", "01100", ""),
        ("12", 'General"人"', "12人", ""),
        ("-5", "#,##0;▲#,##0", "▲5", ""),
        ("44287", "yyyy/m/d", "2021-04-01", ""),
        ("44287", '[$-411]ggge"年"m"月"d"日"', "2021-04-01", ""),
        ("42825", "[$-411]m\"月\"d\"日\"", "3月31日", ""),
        ("0.5", "h:mm", "12:00:00", ""),
        ("5000000", '[$¥-411]#,##0', "5000000", ""),
        ("0.5", "# ?/?", "0.5", "0.5"),
        ("123456789012345678", "", "1.23456789012346e+17", ""),
        ("1e400", "", "1e400", ""),
        ("abc", "", "abc", ""),
    ],
)  # fmt: skip
def test_number_is_written_as_its_format_shows_it(raw: str, code: str, text: str, held: str) -> None:
    shown = show_number(raw, code)
    assert (shown.text, shown.held) == (text, held)


def test_day_of_the_1904_system_is_the_day_that_is_shown() -> None:
    assert show_number("42825", "yyyy/m/d", is_1904=True).text == "2021-04-01"


def test_furigana_is_no_part_of_a_text(data: Path) -> None:
    ruby = "<t>見本</t><rPh sb='0' eb='2'><t>ミホン</t></rPh>"
    book = write_book(set_cell("事業者名", "FURIGANA"))
    with_part(book, "xl/worksheets/sheet2.xml", lambda text: text.replace("<t>FURIGANA</t>", ruby))
    assert [p.message for t in _tidy(book, data) for p in t.problems] == []
    assert _written(data, "事業者名") == "見本"


def test_note_on_a_cell_and_hidden_rows_are_named(data: Path) -> None:
    def change(sheet: Worksheet, book: Workbook) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["D"].hidden = True
        sheet["C3"].comment = Comment("要確認", "課")

    said = render_tidied(tidy_file(write_book(change), data))
    assert "3行目は、フィルターなどで隠れていますが、読みました。" in said
    assert "D 列は隠れていますが、読みました。" in said
    assert "セル C3 のメモなど 1 か所の、セルの外の文は、読みませんでした。" in said


def test_strict_variant_of_the_format_is_read_alike(data: Path) -> None:
    names = {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }

    def strict(text: str) -> str:
        for usual, other in names.items():
            text = text.replace(usual, other)
        return text

    book = write_book()
    usual = read_workbook(book)
    for part in ("xl/workbook.xml", "xl/worksheets/sheet2.xml", "_rels/.rels"):
        with_part(book, part, strict)
    assert read_workbook(book).sheets == usual.sheets
