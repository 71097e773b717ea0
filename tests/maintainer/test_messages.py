"""build/messages.csv: every sentence is said by the code, and every sentence about workbooks and lists by a case here.

Those of files and cells have their cases in tests/faults/.
"""

import ast
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from made.small import SURVEY_OSAKA
from maintainer.books import set_cell, with_part, write_book
from maintainer.test_importer import HEADER, KNOWN, NEW, OTHER
from pipeline.maintain.importer import read_map, take_file
from pipeline.maintain.tidy import tidy_file
from pipeline.messages import sentences
from pipeline.paths import ROOT

MAP = ROOT / "build" / "import_maps" / "official_list.csv"
Case = Callable[[], Path]
SENTENCE = re.compile(r"[ぁ-んァ-ヶ一-龠）]。|(です|ます|ました|ません|ください)$")
# What readers of the site see: the notes of a release, and what stands for a file that was withdrawn.
FOR_READERS = {"notes.py", "publication.py"}


def _raw(content: bytes, name: str = "book.xlsx") -> Case:
    def write() -> Path:
        Path(name).write_bytes(content)
        return Path(name)

    return write


def _ole(*names: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"".join(name.encode("utf-16-le") for name in names)


def _without(part: str) -> Path:
    book = write_book()
    with zipfile.ZipFile(book) as package:
        parts = {name: package.read(name) for name in package.namelist() if name != part}
    with zipfile.ZipFile(book, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return book


def _bomb() -> Path:
    with zipfile.ZipFile(write_book(), "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet3.xml", b"<worksheet>" + b" " * 60_000_000 + b"</worksheet>")
        text = package.read("xl/_rels/workbook.xml.rels").decode()
    return with_part(
        Path("book.xlsx"), "xl/_rels/workbook.xml.rels", lambda _: text.replace("sheet2.xml", "sheet3.xml")
    )


def _merged_often() -> Path:
    areas = "<mergeCells>" + '<mergeCell ref="A9:B9"/>' * 20_001 + "</mergeCells>"
    return with_part(
        write_book(),
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace("</sheetData>", f"</sheetData>{areas}"),
    )


def _changed(**change: object) -> Case:
    ((name, value),) = change.items()
    return lambda: write_book(set_cell(name, value))


TIDIED: dict[str, Case] = {
    "table_unknown": _raw("名前,電話\n甲,1\n".encode(), "memo.csv"),
    "kind_unknown": _raw(b"memo", "memo.pdf"),
    "workbook_password": _raw(_ole("EncryptionInfo", "EncryptedPackage")),
    "workbook_old": _raw(_ole("Workbook")),
    "workbook_disguised": _raw(b"a,b\n1,2\n"),
    "workbook_damaged": lambda: _raw(write_book().read_bytes()[:3000])(),
    "workbook_incomplete": lambda: _without("xl/worksheets/sheet2.xml"),
    "workbook_too_large": _bomb,
    "sheet_too_far": lambda: write_book(lambda sheet, book: sheet.__setitem__("A90000", "x")),
    "sheet_merged_often": _merged_often,
    "sheet_unknown": lambda: write_book(lambda sheet, book: book.create_sheet("メモ").append(["要確認"])),
    "sheet_twice": lambda: write_book(lambda sheet, book: setattr(book.copy_worksheet(sheet), "title", "控え")),
    "sheet_hidden": lambda: write_book(lambda sheet, book: setattr(sheet, "sheet_state", "hidden")),
    "sheet_merged": lambda: write_book(lambda sheet, book: sheet.merge_cells("C2:C3")),
    "cell_formula": _changed(備考="=A1"),
    "cell_struck": lambda: write_book(lambda sheet, book: setattr(sheet["A2"], "font", Font(strike=True))),
    "cell_shown": lambda: write_book(set_cell("参加自治体職員数", 0.5, "0%")),
    "cell_day": lambda: write_book(set_cell("備考", 45000, "yyyy/m/d")),
    "edition_unknown": lambda: write_book(lambda sheet, book: book.remove(book["説明"])),
    "prefecture_unclear": lambda: write_book(lambda sheet, book: sheet.__setitem__("A2", "01-0001")),
    "rows_gone": lambda: write_book(lambda sheet, book: sheet.delete_rows(2, 9)),
}


@pytest.mark.parametrize("key", TIDIED)
def test_case_of_tidying_gets_its_sentence_and_no_other(key: str, data: Path) -> None:
    before = (data / SURVEY_OSAKA).read_bytes()
    assert [p.cause for t in tidy_file(TIDIED[key](), data) for p in t.problems] == [key]
    assert (data / SURVEY_OSAKA).read_bytes() == before


def _list(change: Callable[[Workbook], object], rows: list[list[Any]] | None = None) -> Case:
    def write() -> Path:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for row in [HEADER, *(rows or [NEW, OTHER])]:
            sheet.append(row)
        change(book)
        book.save("list.xlsx")
        return Path("list.xlsx")

    return write


def _nothing(book: Workbook) -> None:
    pass


IMPORTED: dict[str, Case] = {
    "list_header_absent": _raw(b"a,b\n1,2\n", "list.csv"),
    "list_sheet_unknown": _list(lambda book: book.create_sheet("注記").append(["出典は国"])),
    "list_merged": _list(lambda book: book.worksheets[0].merge_cells("F2:F3")),
    "column_unmapped": _list(lambda book: book.worksheets[0].__setitem__("O1", "担当")),
    "column_absent": _list(lambda book: book.worksheets[0].delete_cols(14)),
    "column_without_heading": _list(lambda book: book.worksheets[0].__setitem__("P3", "要確認")),
    "column_twice": _list(lambda book: book.worksheets[0].__setitem__("O1", "サービス名")),
    "value_unknown": _list(_nothing, [[NEW[0], "施設管理システム", *NEW[2:]]]),
    "prefecture_unknown": _list(_nothing, [[*NEW[:2], "見本県", *NEW[3:]]]),
    "case_unclear": _list(_nothing, [[*KNOWN[:3], "", *KNOWN[4:]]]),
    "row_twice": _list(_nothing, [OTHER, OTHER]),
}


@pytest.mark.parametrize("key", IMPORTED)
def test_case_of_importing_gets_its_sentence_and_writes_nothing(key: str, data: Path) -> None:
    shutil.copy(MAP, "map.csv")
    if key == "case_unclear":
        text = (data / SURVEY_OSAKA).read_text(encoding="utf-8-sig").splitlines()
        more = [text[1].replace("27-0001", f"27-000{n}").replace("はまなび予約", "…") for n in (3, 4)]
        (data / SURVEY_OSAKA).write_text("\n".join([text[0], *more]) + "\n", encoding="utf-8")
    taken = take_file(IMPORTED[key](), read_map(Path("map.csv")), data, "2024-01-31")
    assert [p.cause for p in taken.problems] == [key]


def test_sentences_of_maps_are_said(data: Path) -> None:
    Path("map.csv").write_text("見出し,もとの値,列,値,照合,備考\nX,,どこか,,,\n", encoding="utf-8")
    Path("wrong.csv").write_text("X,Y\n", encoding="utf-8")
    causes = [p.cause for name in ("map.csv", "wrong.csv") for p in read_map(Path(name)).problems]
    assert causes == ["map_column", "map_header"]


def test_every_sentence_about_workbooks_and_lists_has_a_case() -> None:
    here = {key for key, wording in sentences().items() if wording.where in ("workbook", "tidy", "import")}
    assert here == {*TIDIED, *IMPORTED, "map_column", "map_header"}


def test_every_sentence_is_said_by_the_code() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "build" / "pipeline").rglob("*.py")))
    own = [key for key, wording in sentences().items() if wording.where != "history"]  # those have tests/releases
    assert [key for key in own if not re.search(rf"""["']{key}["']""", code)] == []


def _sentences_in(code: str) -> list[str]:
    """Give the Japanese sentences that a module says by itself; what its docstrings quote does not count."""
    tree = ast.parse(code)
    quoted = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in quoted]
    return [text for text in texts if isinstance(text, str) and SENTENCE.search(text)]


def test_every_sentence_for_maintainers_stands_in_the_table() -> None:
    folders = ("read", "check", "history", "maintain", "tables")
    files = [file for name in folders for file in (ROOT / "build" / "pipeline" / name).rglob("*.py")]
    assert {f.name for f in files if _sentences_in(f.read_text(encoding="utf-8"))} == FOR_READERS
    assert _sentences_in('"""説明です。"""\nX = f"{1} を直してください"\nY = "直し方"') == [" を直してください"]


def test_sheet_that_the_person_skips_is_not_read_and_is_named(data: Path) -> None:
    shutil.copy(MAP, "map.csv")
    path = IMPORTED["list_sheet_unknown"]()
    taken = take_file(path, read_map(Path("map.csv")), data, "2024-01-31", ("注記",))
    assert (taken.problems, len(taken.outcomes)) == ([], 2)
    assert "シート「注記」は、読まないように言われたので、読みませんでした。" in taken.said
    assert load_workbook(path).sheetnames[1] == "注記"
