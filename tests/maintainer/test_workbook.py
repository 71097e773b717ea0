"""The workbook of a prefecture: choices and notes on every column, and nothing lost on the way there and back."""

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from install_peers import find_office
from made.small import EVIDENCE_OSAKA, ROSTER_OSAKA, SURVEY_OSAKA
from pipeline.maintain.tidy import tidy_file, write_tidied
from pipeline.maintain.workbook import NoSuchPrefecture, write_workbook
from pipeline.schemas import source_schemas

FILES = (SURVEY_OSAKA, ROSTER_OSAKA, EVIDENCE_OSAKA)
CSV_FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"


@pytest.fixture
def workbook(data: Path) -> Path:
    return write_workbook(data, "27", "2024-01-31", Path("out"))


def _take_back(path: Path, data: Path) -> dict[str, bytes]:
    """Remove the prefecture's files and write them again from a workbook."""
    for name in FILES:
        (data / name).unlink()
    tidied = tidy_file(path, data)
    assert [p.message for t in tidied for p in t.problems] == []
    write_tidied(tidied)
    return {name: (data / name).read_bytes() for name in FILES}


def _convert(path: Path, kind: str, suffix: str, *options: str) -> Path:
    """Let LibreOffice open a file and save it again."""
    office, target = find_office(), Path("saved")
    assert office is not None
    profile = f"-env:UserInstallation={Path('office').resolve().as_uri()}"
    command = [office, profile, "--headless", *options, "--convert-to", kind, "--outdir", str(target), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return target / f"{path.stem}.{suffix}"


def test_round_trip_gives_the_same_bytes(workbook: Path, data: Path) -> None:
    before = {name: (data / name).read_bytes() for name in FILES}
    assert _take_back(workbook, data) == before


def test_libreoffice_saves_the_workbook_without_loss(workbook: Path, data: Path) -> None:
    before = {name: (data / name).read_bytes() for name in FILES}
    assert _take_back(_convert(workbook, "xlsx", "xlsx"), data) == before


@pytest.mark.parametrize("name", FILES)
def test_libreoffice_saves_a_csv_so_that_tidying_restores_it(name: str, data: Path) -> None:
    before = (data / name).read_bytes()
    shutil.copy(_convert(data / name, CSV_FILTER, "csv", "--infilter=CSV:44,34,76,1"), data / name)
    tidied = tidy_file(data / name, data)
    assert [p.message for t in tidied for p in t.problems] == []
    write_tidied(tidied)
    assert (data / name).read_bytes() == before


def test_column_of_choices_has_them_as_a_drop_down(workbook: Path) -> None:
    book = load_workbook(workbook)
    sheet, choices = book["事例"], book["選択肢"]
    header = [cell.value for cell in sheet[1]]
    letter = get_column_letter(header.index("都道府県への導入") + 1)
    (reference,) = [v.formula1 for v in sheet.data_validations.dataValidation if f"{letter}2" in str(v.sqref)]
    listed = [str(row[0].value) for row in choices[str(reference).partition("!")[2].replace("$", "")]]
    assert listed == ["あり", "なし", "×", "-", "…"]


def test_every_column_has_a_note_and_is_text(workbook: Path) -> None:
    sheet = load_workbook(workbook)["事例"]
    assert [cell.value for cell in sheet[1]] == source_schemas()["survey_cases"].header
    notes = [str(cell.comment.text) for cell in sheet[1] if cell.comment]
    assert len(notes) == len(sheet[1])
    assert "単位: 万人" in notes[sheet[1].index(next(c for c in sheet[1] if c.value == "参加自治体人口"))]
    assert {cell.number_format for row in sheet.iter_rows(max_row=20) for cell in row} == {"@"}


def test_emptied_sheet_takes_no_rows_away(workbook: Path, data: Path) -> None:
    book = load_workbook(workbook)
    book["参加市区町村"].delete_rows(2, 10)
    book.save(workbook)
    before = (data / ROSTER_OSAKA).read_bytes()
    tidied = tidy_file(workbook, data)
    write_tidied(tidied)
    assert [p.cause for t in tidied for p in t.problems] == ["rows_gone"]
    assert (data / ROSTER_OSAKA).read_bytes() == before


def test_unknown_prefecture_is_said(data: Path) -> None:
    with pytest.raises(NoSuchPrefecture):
        write_workbook(data, "99", "2024-01-31", Path("out"))
