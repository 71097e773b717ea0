"""The Excel files: headings with notes, types, long tables, and the time of the data."""

from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from pipeline.files.xlsx import export_rows, sheet_name, write_xlsx
from pipeline.schemas import published_schemas
from readers import workbook_of
from written_files import AWKWARD_TEXTS, Written


def test_workbooks_have_frozen_headings_with_notes_and_nothing_that_hides(written: Written) -> None:
    names = {workbook_of(schema) for schema in published_schemas().values()}
    books = {name: openpyxl.load_workbook(written.folder / name) for name in names}
    for schema in published_schemas().values():
        sheet = books[workbook_of(schema)][sheet_name(schema)]
        assert sheet.freeze_panes == "A2" and not sheet.merged_cells.ranges
        for f, cell in zip(schema.fields, sheet[1], strict=True):
            assert f.title in str(cell.comment) and f.title_en in str(cell.comment) and f.unit in str(cell.comment)


def test_workbooks_hold_no_formula_and_explain_themselves(written: Written) -> None:
    for path in sorted(written.folder.glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        assert book.sheetnames[0] == "説明" and all(sheet.sheet_state == "visible" for sheet in book)
        kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
        assert kinds <= {"s", "n", "b", "d"}, "f would be a formula, e an error"
        assert written.identity.data_version in [row[1] for row in book["説明"].iter_rows(values_only=True)]


def test_texts_that_look_like_formulas_stay_texts_in_a_workbook(written: Written) -> None:
    sheet = openpyxl.load_workbook(written.folder / "joint-procurement.xlsx")["出典"]
    found = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value in AWKWARD_TEXTS}
    assert set(found) == set(AWKWARD_TEXTS)
    assert {cell.data_type for cell in found.values()} == {"s"}
    assert found["=1+1"].quotePrefix


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(
    written: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, schema = written.rows["prefectures"], published_schemas()["prefectures"]
    monkeypatch.setattr("pipeline.files.xlsx.ROWS_OF_A_SHEET", 4)
    export_rows(written.connection, {schema.name: schema}, tmp_path)
    write_xlsx(tmp_path, tmp_path / "long.xlsx", [schema], written.identity)
    book = openpyxl.load_workbook(tmp_path / "long.xlsx")
    _, *sheets = [list(sheet.iter_rows(values_only=True)) for sheet in book]
    assert book.sheetnames[1:3] == [sheet_name(schema), f"{sheet_name(schema)}_2"] and len(sheets) == 12
    assert [sheet[0] for sheet in sheets] == [tuple(schema.columns)] * len(sheets)
    assert [row for sheet in sheets for row in sheet[1:]] == rows


def test_workbook_bears_the_time_of_the_data_not_of_the_clock(written: Written) -> None:
    book = openpyxl.load_workbook(written.folder / "joint-procurement.xlsx")
    assert book.properties.modified.replace(tzinfo=UTC) == written.identity.data_time
    with ZipFile(written.folder / "joint-procurement.xlsx") as archive:
        times = {datetime(*entry.date_time, tzinfo=UTC) for entry in archive.infolist()}
    assert {abs((time - written.identity.data_time).total_seconds()) < 2 for time in times} == {True}
