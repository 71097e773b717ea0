"""Hundreds of spoilt workbooks: each is refused with file, sheet and row named, or gives exactly the same CSV."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made.small import SURVEY_OSAKA, write_valid
from maintainer.books import write_book
from pipeline.check.columns import CodeLists
from pipeline.maintain.tidy.survey_sheets import sort_sheets, tidy_sheets
from pipeline.read.workbooks import read_workbook

MUTANTS = 400
SHEET, BOOK, STYLES = "xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/styles.xml"
CELL = re.compile(r"<c [^>]*?(?:/>|>.*?</c>)")
TEXT = re.compile(r"<t[^>]*>([^<]*)</t>")
Parts = dict[str, str]


def _in_text(change: Callable[[str], str]) -> Callable[[str], str]:
    """Change the text of a cell, if it has one."""
    return lambda cell: TEXT.sub(lambda text: f"<t xml:space='preserve'>{change(text[1])}</t>", cell)


# Each makes of a cell what means the same, or what must be refused.
OF_A_CELL: dict[str, Callable[[str], str]] = {
    "carriage return": _in_text(lambda text: f"{text}_x000D_"),
    "line break": _in_text(lambda text: f"{text}\n"),
    "escaped letter": _in_text(lambda text: f"_x{ord(text[0]):04X}_{text[1:]}" if text else text),
    "half a pair": _in_text(lambda text: f"{text}_xD83D_"),
    "noncharacter": _in_text(lambda text: f"{text}_xFFFE_"),
    "blank": _in_text(lambda text: f"　{text} "),
    "zero width": _in_text(lambda text: f"{text[:1]}\u200b{text[1:]}"),
    "ditto": _in_text(lambda text: "〃"),
    "rich text": lambda cell: TEXT.sub(lambda t: f"<r><rPr><b/></rPr><t>{t[1][:2]}</t></r><r><t>{t[1][2:]}</t></r>", cell),
    "struck through": lambda cell: TEXT.sub(lambda t: f"<r><rPr><strike/></rPr><t>旧</t></r><r><t>{t[1]}</t></r>", cell),
    "furigana": lambda cell: TEXT.sub(lambda t: f'{t[0]}<rPh sb="0" eb="1"><t>ヨミ</t></rPh>', cell),
    "formula": lambda cell: cell.replace("<is>", "<f>A1</f><is>"),
    "array formula": lambda cell: cell.replace("<is>", '<f t="array" ref="A1:XFD1048576">A1</f><is>'),
    "text for a formula": lambda cell: re.sub("<is>.*</is>", lambda m: f"<f>A1</f><v>{TEXT.findall(m[0])}</v>", cell),
    "type of an error": lambda cell: re.sub("<is>.*</is>", "<v>#REF!</v>", cell.replace("inlineStr", "e")),
    "type of an index": lambda cell: re.sub("<is>.*</is>", "<v>99</v>", cell.replace("inlineStr", "s")),
    "type nobody knows": lambda cell: cell.replace("inlineStr", "zzz"),
    "place of another": lambda cell: re.sub(' r="[A-Z]+', ' r="C', cell),
    "place beyond": lambda cell: re.sub(' r="[A-Z]+', ' r="XFE', cell),
    "place of nothing": lambda cell: re.sub(' r="[A-Z0-9]+"', ' r="?"', cell),
    "style that is not there": lambda cell: cell.replace("<c ", '<c s="9999" ', 1) if " s=" not in cell else cell,
    "comment inside": lambda cell: cell.replace("<is>", "<!-- x --><is>"),
    "unclosed": lambda cell: cell.replace("</c>", ""),
}  # fmt: skip

OF_THE_BOOK: dict[str, Callable[[Parts], None]] = {
    "hidden sheet": lambda p: p.update({BOOK: p[BOOK].replace('name="事例"', 'name="事例" state="hidden"').replace(' state="visible"', "")}),
    "other name": lambda p: p.update({BOOK: p[BOOK].replace('name="事例"', 'name="Sheet1"')}),
    "about renamed": lambda p: p.update({BOOK: p[BOOK].replace('name="説明"', 'name="説明 (2)"')}),
    "merged": lambda p: p.update({SHEET: p[SHEET].replace("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>')}),
    "hidden rows": lambda p: p.update({SHEET: p[SHEET].replace("<row ", '<row hidden="1" ')}),
    "row numbers gone": lambda p: p.update({SHEET: re.sub(r'<row r="\d+"', "<row", p[SHEET])}),
    "row twice": lambda p: p.update({SHEET: p[SHEET].replace('<row r="3"', '<row r="2"')}),
    "row far away": lambda p: p.update({SHEET: re.sub('r="([A-Z]*)3"', r'r="\g<1>1048576"', p[SHEET])}),
    "no heading": lambda p: p.update({SHEET: re.sub('<row r="1".*?</row>', "", p[SHEET], count=1)}),
    "no dimension": lambda p: p.update({SHEET: re.sub("<dimension[^>]*/>", "", p[SHEET])}),
    "no styles": lambda p: p.update({STYLES: "<styleSheet/>"}),
    "styles broken": lambda p: p.update({STYLES: p[STYLES][:200]}),
    "struck font": lambda p: p.update({STYLES: p[STYLES].replace("<font>", "<font><strike/>")}),
    "sheet gone": lambda p: p.__delitem__(SHEET),
    "book gone": lambda p: p.__delitem__(BOOK),
    "entities": lambda p: p.update({SHEET: p[SHEET].replace("<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)}),
}  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("book") / "book.xlsx"
    return write_book(path=str(path)).read_bytes()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("folder") / "data"
    write_valid(data)
    return data


def _parts(book: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    return {name: re.sub(r"&#(\d+);", lambda code: chr(int(code[1])), text) for name, text in parts.items()}


def _packed(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()


def _mutant(book: bytes, draw: st.DataObject) -> bytes:
    kind = draw.draw(st.sampled_from(["cell", "cell", "cell", "book", "bytes"]))
    if kind == "bytes":
        at = draw.draw(st.integers(0, len(book) - 1))
        return book[:at] + draw.draw(st.binary(max_size=4)) + book[at + draw.draw(st.integers(0, 2_000)) :]
    parts = _parts(book)
    if kind == "book":
        OF_THE_BOOK[draw.draw(st.sampled_from(sorted(OF_THE_BOOK)))](parts)
    else:
        cells = list(CELL.finditer(parts[SHEET]))
        found = cells[draw.draw(st.integers(0, len(cells) - 1))]
        changed = OF_A_CELL[draw.draw(st.sampled_from(sorted(OF_A_CELL)))](found[0])
        parts[SHEET] = parts[SHEET][: found.start()] + changed + parts[SHEET][found.end() :]
    return _packed(parts)


@given(draw=st.data())
@settings(
    max_examples=MUTANTS, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
def test_spoilt_workbook_is_refused_with_its_place_or_gives_the_same_rows(
    draw: st.DataObject, book: bytes, folder: Path, code_lists: CodeLists, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(_mutant(book, draw))
    reading = read_workbook(path)
    problems = reading.problems("book.xlsx")
    if not problems:
        tables, problems, _ = sort_sheets(Path("book.xlsx"), reading)
        tidied = tidy_sheets(tables, reading.sheets, folder, "2024-01-31", code_lists)
        problems += [problem for t in tidied for problem in t.problems]
        for t in [] if problems else tidied:
            assert t.content in (b"", (folder / SURVEY_OSAKA).read_bytes())
        assert problems or any(t.content for t in tidied)
    assert all("book.xlsx" in p.path and p.message and p.fix and p.rule for p in problems)
    assert all("シート" in p.path + p.message for p in problems if p.row or p.column)
