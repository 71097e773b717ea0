"""Tidying: what is certain is mended, what needs a person is refused, and twice is the same as once."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from made.small import ROSTER_OSAKA, SURVEY_OSAKA, TABLES, csv_of, valid_text
from make_faults import FAULTS, overlay
from pipeline.check import check_data
from pipeline.maintain.tidy import Tidied, render_tidied, tidy_file, write_tidied
from pipeline.schemas import source_schemas

HEADER = source_schemas()["survey_cases"].header


def _tidy(path: Path, data: Path) -> Tidied:
    (tidied,) = tidy_file(path, data)
    write_tidied([tidied])
    return tidied


def _with(column: str, value: str, path: str = SURVEY_OSAKA) -> str:
    """Write the first row of a valid file with another value in one column."""
    rows = [dict(row) for row in TABLES[path]]
    rows[0][column] = value
    return csv_of(path, rows)


def _cell(path: Path, column: str) -> str:
    header, first = (line.split(",") for line in path.read_text(encoding="utf-8-sig").splitlines()[:2])
    return first[header.index(column)]


@pytest.mark.parametrize("path", sorted(TABLES))
def test_canonical_file_stays_as_it_is(path: str, data: Path) -> None:
    before = (data / path).read_bytes()
    tidied = _tidy(data / path, data)
    assert (tidied.changes, tidied.problems, (data / path).read_bytes()) == ([], [], before)


def test_file_of_excel_for_windows_becomes_canonical_and_passes_the_check(data: Path) -> None:
    path = data / SURVEY_OSAKA
    right = path.read_bytes()
    written = valid_text(SURVEY_OSAKA).replace("2015", "平成27年").replace(",88,", ",88万人,").replace(",2,", ",２,")
    path.write_bytes(written.replace("\n", "\r\n").encode("cp932"))
    tidied = _tidy(path, data)
    assert [c.text for c in tidied.changes] == [
        "文字コードをShift_JIS（CP932）から UTF-8 にする",
        "列「導入年」「平成27年」→「2015」",
        "列「参加自治体数」「２」→「2」",
        "列「参加自治体人口」「88万人」→「88」",
    ]
    assert path.read_bytes() == right
    assert check_data(data).problems == []
    assert "変わりません" in render_tidied([_tidy(path, data)])


@pytest.mark.parametrize(
    ("column", "written", "meant"),
    [
        ("参加自治体数", "　１２ ", "12"),
        ("参加自治体数", "1,234", "1234"),
        ("参加自治体数", "－", "-"),
        ("参加自治体職員数", "11.6千人", "11.6"),
        ("都道府県への導入", "有", "あり"),
        ("費用按分の基準", "人口割、均等割", "人口割;均等割"),
        ("サービス名", "不明", "-"),
        ("サービス名", "未回答", ""),
        ("サービス名", "はまなび  予約", "はまなび 予約"),
        ("調達の経緯", "①会議 ②ﾆｭｰｽ", "(1)会議 (2)ニュース"),
        ("事業者選定方法", "随意契約(プロポーザル方式［企画競争］)", "随意契約（プロポーザル方式[企画競争]）"),
    ],
)
def test_certain_cell_is_mended(column: str, written: str, meant: str, data: Path) -> None:
    path = data / SURVEY_OSAKA
    path.write_text(_with(column, written), encoding="utf-8")
    assert _tidy(path, data).problems == []
    assert _cell(path, column) == meant


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ("参加自治体数", "約12"),
        ("参加自治体数", "ー"),
        ("参加自治体人口", "615人"),
        ("導入年", "平成27年度"),
        ("導入年", "42095"),
        ("費用按分の基準", "その他（面積割）"),
        ("システム種別", "施設の予約"),
        ("備考", "=1+1"),
        ("サービス名", "#REF!"),
    ],
)
def test_cell_that_needs_a_person_leaves_the_file_alone(column: str, written: str, data: Path) -> None:
    path = data / SURVEY_OSAKA
    path.write_text(_with(column, written).replace("はまなび", "　はまなび"), encoding="utf-8")
    before = path.read_bytes()
    tidied = _tidy(path, data)
    assert [(p.row, p.column, p.value) for p in tidied.problems] == [(2, column, written)]
    assert path.read_bytes() == before


def test_month_beside_a_year_goes_to_its_column(data: Path) -> None:
    path = data / SURVEY_OSAKA
    rows = [dict(TABLES[SURVEY_OSAKA][0], 導入年="2015年7月", 導入月="…")]
    path.write_text(csv_of(SURVEY_OSAKA, rows), encoding="utf-8")
    assert _tidy(path, data).problems == []
    assert (_cell(path, "導入年"), _cell(path, "導入月")) == ("2015", "7")


def test_month_that_contradicts_its_column_needs_a_person(data: Path) -> None:
    path = data / SURVEY_OSAKA
    path.write_text(_with("導入年", "2015年7月"), encoding="utf-8")
    assert [p.cause for p in _tidy(path, data).problems] == ["year_month"]


def test_code_of_six_digits_loses_its_right_check_digit_only(data: Path) -> None:
    path = data / ROSTER_OSAKA
    path.write_text(_with("市区町村コード", "271004", ROSTER_OSAKA), encoding="utf-8")
    assert _tidy(path, data).problems == []
    assert _cell(path, "市区町村コード") == "27100"
    path.write_text(_with("市区町村コード", "271005", ROSTER_OSAKA), encoding="utf-8")
    assert [p.cause for p in _tidy(path, data).problems] == ["code_check_digit"]


def test_rows_and_columns_come_in_order(data: Path) -> None:
    path = data / SURVEY_OSAKA
    right = path.read_bytes()
    lines = [line.split(",") for line in valid_text(SURVEY_OSAKA).splitlines()]
    shuffled = [lines[0], lines[2], lines[1], [""] * len(lines[0])]
    path.write_text("\n".join(",".join([*line[5:], *line[:5], ""]) for line in shuffled), encoding="utf-8")
    assert _tidy(path, data).problems == []
    assert path.read_bytes() == right


@pytest.mark.parametrize("name", sorted(folder.name for folder in FAULTS.iterdir() if folder.is_dir()))
def test_tidying_twice_changes_nothing_more(name: str, data: Path) -> None:
    overlay(FAULTS / name, data)
    for path in sorted(f.relative_to(FAULTS / name) for f in (FAULTS / name).rglob("*.csv")):
        before = (data / path).read_bytes()
        first = _tidy(data / path, data)
        if first.problems:
            assert (data / path).read_bytes() == before
        else:
            again = _tidy(data / path, data)
            assert (again.changes, again.problems, again.is_canonical) == ([], [], True)


def _book(rows: list[list[object]], title: str = "Sheet1") -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book


def _survey_rows() -> list[list[object]]:
    return [[cell or None for cell in line.split(",")] for line in valid_text(SURVEY_OSAKA).splitlines()]


def test_workbook_with_the_same_headers_becomes_the_csv(data: Path, tmp_path: Path) -> None:
    rows = _survey_rows()
    for name, number in (("導入年", 2015), ("参加自治体人口", 88.0), ("参加自治体職員数", 11.6)):
        rows[1][HEADER.index(name)] = number
    _book(rows).save("osaka.xlsx")
    right = (data / SURVEY_OSAKA).read_bytes()
    (data / SURVEY_OSAKA).unlink()
    _, tidied = tidy_file(Path("osaka.xlsx"), data, "2024-01-31")
    write_tidied([tidied])
    assert (tidied.target, tidied.problems) == (data / SURVEY_OSAKA, [])
    assert (data / SURVEY_OSAKA).read_bytes() == right


def test_workbook_that_is_not_certain_is_refused(data: Path) -> None:
    from datetime import datetime

    rows = _survey_rows()
    rows[1][HEADER.index("備考")] = datetime(2024, 1, 2)
    rows[2][0] = "01-0002"
    book = _book(rows)
    book.worksheets[0].merge_cells("C2:C3")
    book.save("osaka.xlsx")
    before = (data / SURVEY_OSAKA).read_bytes()
    tidied = tidy_file(Path("osaka.xlsx"), data)
    write_tidied(tidied)
    causes = [problem.cause for t in tidied for problem in t.problems]
    assert causes == ["sheet_merged", "cell_day", "edition_unknown"]
    causes = [p.cause for t in tidy_file(Path("osaka.xlsx"), data, "2024-01-31") for p in t.problems]
    assert causes == ["sheet_merged", "cell_day", "prefecture_unclear"]
    assert (data / SURVEY_OSAKA).read_bytes() == before


def test_file_of_no_table_is_refused(data: Path) -> None:
    Path("memo.csv").write_text("名前,電話\n甲,1\n", encoding="utf-8")
    Path("memo.doc").write_text("memo", encoding="utf-8")
    Path("broken.xlsx").write_bytes(b"PK no workbook")
    causes = [
        [p.cause for t in tidy_file(Path(n), data) for p in t.problems] for n in ("memo.csv", "memo.doc", "broken.xlsx")
    ]
    assert causes == [["table_unknown"], ["kind_unknown"], ["workbook_disguised"]]
