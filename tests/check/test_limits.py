"""Files beyond every limit are answered within seconds and little memory, in a process of their own that is limited."""

import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from made.small import ROSTER_OSAKA, SURVEY_OSAKA, TABLES, csv_of, valid_text
from pipeline.check.choices import similar_choice
from pipeline.paths import ROOT

MEMORY, SECONDS = 500_000_000, 30


def _many_rows(path: str, rows: int) -> str:
    header, first = valid_text(path).splitlines()[:2]
    return "\n".join([header, *(first.replace("27-0001", f"27-{n:06d}") for n in range(rows))]) + "\n"


def _with(column: str, value: str) -> str:
    return csv_of(SURVEY_OSAKA, [dict(TABLES[SURVEY_OSAKA][0], **{column: value})])


def _names(count: int) -> str:
    header, first = valid_text(ROSTER_OSAKA).splitlines()[:2]
    return "\n".join([header, *(first.replace("27100,", f"見知らぬ市{n}町,") for n in range(count))]) + "\n"


def _same_rows(count: int) -> str:
    header, first = valid_text(ROSTER_OSAKA).splitlines()[:2]
    return "\n".join([header, *[first] * count]) + "\n"


FILES: dict[str, tuple[str, Callable[[], str]]] = {
    "rows": (SURVEY_OSAKA, lambda: _many_rows(SURVEY_OSAKA, 100_000)),
    "unknown names": (ROSTER_OSAKA, lambda: _names(1_500)),
    "the same row": (ROSTER_OSAKA, lambda: _same_rows(10_000)),
    "digits": (SURVEY_OSAKA, lambda: _with("参加自治体数", "1" * 32_000)),
    "digits with a unit": (SURVEY_OSAKA, lambda: _with("参加自治体数", "0" * 32_000 + "円")),
    "digits in a day": (SURVEY_OSAKA, lambda: _with("導入年", "平成" + "9" * 32_000)),
    "blanks in a choice": (SURVEY_OSAKA, lambda: _with("システム種別", "その他" + "　" * 32_000 + "x")),
    "signs in a choice": (SURVEY_OSAKA, lambda: _with("費用按分の基準", ";" * 32_000)),
    "names of columns": (ROSTER_OSAKA, lambda: ",".join(f"列{n}" for n in range(1_500)) + "\n" + "," * 1_499),
    "quotes": (ROSTER_OSAKA, lambda: valid_text(ROSTER_OSAKA) + '"a"b,\n' * 50_000),
}  # fmt: skip


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


CHECK = r"""
import re
from pathlib import Path
from pipeline.check import check_data
problems = len(check_data(Path("data")).problems)
print(problems, re.search(r"VmHWM:\s*([0-9]+) kB", Path("/proc/self/status").read_text())[1])
"""
"""Prints the problems found and the most memory held. `ru_maxrss` would be at least what pytest held when it forked."""


@pytest.mark.parametrize("name", FILES)
def test_file_beyond_a_limit_is_answered(name: str, data: Path) -> None:
    path, content = FILES[name]
    (data / path).write_text(content(), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", CHECK], capture_output=True, text=True, preexec_fn=_limit, check=True,
        env={"PYTHONPATH": str(ROOT / "build"), "PATH": ""},
    )  # fmt: skip
    problems, kilobytes = map(int, run.stdout.split())
    assert problems > 0
    assert kilobytes * 1_000 < MEMORY


ROWS: dict[str, tuple[str, list[str]]] = {
    "cells with a format only": ("<row>" + '<c s="0"/>' * 1_500_000 + "</row>", []),
    "elements in a cell": (f"<row><c>{'<x/>' * 6_000_000}</c></row>", ["workbook_too_large"]),
    "runs of a text": (f"<row><c t='inlineStr'><is>{'<t>a</t>' * 3_000_000}</is></c></row>", ["workbook_too_large"]),
    "merged areas": ('<mergeCell ref="A9:B9"/>' * 500_000, ["sheet_merged_often"]),
    "values in a row": (f"<row>{'<c><v>1</v></c>' * 2_000_000}</row>", ["sheet_too_far"]),
}

RELATED = "<Relationships><Relationship Id='1' Type='x/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"
READ = r"""
import re
from pathlib import Path
from pipeline.read.workbooks import read_workbook
names = [fault.name for _, fault in read_workbook(Path("book.xlsx")).faults]
print(re.search(r"VmHWM:\s*([0-9]+) kB", Path("/proc/self/status").read_text())[1], *names)
"""


@pytest.mark.parametrize("name", ROWS)
def test_workbook_beyond_a_limit_is_answered(name: str, tmp_path: Path) -> None:
    rows, said = ROWS[name]
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("_rels/.rels", "<Relationships/>")
        book.writestr("xl/workbook.xml", "<workbook xmlns:r='r'><sheet name='a' r:id='1'/></workbook>")
        book.writestr("xl/_rels/workbook.xml.rels", RELATED)
        book.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
    run = subprocess.run(
        [sys.executable, "-c", READ], capture_output=True, text=True, preexec_fn=_limit, check=True, cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT / "build"), "PATH": ""},
    )  # fmt: skip
    kilobytes, *names = run.stdout.split()
    assert (names, int(kilobytes) * 1_000 < MEMORY) == (said, True)


def test_likeness_is_still_found_among_many_choices() -> None:
    choices = tuple(f"{a}{b}市" for a in "東西南北中上下大小" for b in "山川田野原島浜崎谷沢")
    assert similar_choice("東山しし", choices) == ""
    assert similar_choice("電子契約システムズ", (*choices, "電子契約システム")) == "電子契約システム"
    assert similar_choice("見本市交付金Type 3", ("見本市交付金Type 1", "見本市交付金Type 2")) == ""
