"""A workbook in which a prefecture's rows can be edited: choices as drop-downs, notes on every column, text cells.

`python -m pipeline tidy` reads it back into the CSVs; nothing is lost on the way.
"""

import unicodedata
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from pipeline.arguments import WrongArgument, known_edition
from pipeline.check.code_lists import read_code_lists
from pipeline.check.columns import MARKER_MEANINGS, MARKER_NAMES, Column, columns_of
from pipeline.check.describing import field_rule
from pipeline.check.folder import find
from pipeline.maintain.tidy.homes import EDITIONS, FILE_NAMES, choices_of, home_file
from pipeline.maintain.tidy.survey_sheets import ABOUT, CHOICES, TABLES
from pipeline.messages import sentence
from pipeline.read.files import read_file
from pipeline.schemas import Schema, source_schemas

SPARE_ROWS = 200
TEXT_FORMAT = "@"
AUTHOR = "schemas"
COLUMN_WIDTHS = (12, 40)
_NOTE_SIZE = (360, 220)


class NoSuchPrefecture(WrongArgument):
    """Neither a code nor a name of data/codes/prefectures.csv."""


def write_workbook(data: Path, prefecture: str, edition: str, folder: Path) -> Path:
    """Write the rows of one prefecture and edition, with everything one needs to edit them. Result: the workbook.

    Raises   NoSuchPrefecture, WrongArgument for an edition that is not there
    """
    code_lists = read_code_lists(find(data))
    known_edition(edition, choices_of(code_lists, EDITIONS).values)
    stem = _stem_of(prefecture, choices_of(code_lists, FILE_NAMES).codes_by_name)
    book = Workbook()
    about = book.active
    assert about is not None
    _write_about(about, edition, stem)
    choices = book.create_sheet(CHOICES)
    for name, title in TABLES.items():
        schema = source_schemas()[name]
        rows = _rows(data / home_file(schema, edition, stem), schema)
        _write_table(book.create_sheet(title), rows, columns_of(schema, code_lists), choices)
    book.move_sheet(choices, len(TABLES))
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{edition}-{stem}.xlsx"
    book.save(target)
    return target


def _stem_of(prefecture: str, stems: dict[str, str]) -> str:
    """Name the files of a prefecture; 1 and ２７ are taken for 01 and 27."""
    typed = unicodedata.normalize("NFKC", prefecture).strip()
    stem = stems.get(typed) or stems.get(typed.zfill(2))
    if stem is None:
        what = sentence("prefecture_absent", typed=prefecture) if typed else ""
        raise NoSuchPrefecture(what + sentence("prefecture_wanted"))
    return stem


def _rows(path: Path, schema: Schema) -> list[list[str]]:
    rows = read_file(path, schema.header).rows[1:] if path.is_file() else []
    return [row for row in rows if row is not None]


def _write_about(sheet: Any, edition: str, stem: str) -> None:
    """Say what the workbook is and how to hand it in; `tidy` reads the edition here."""
    sheet.title = ABOUT
    lines = [
        ("版", edition),
        ("都道府県", stem),
        ("書き方", sentence("book_headings")),
        ("選択肢", sentence("book_choices")),
        *(
            (f"値がないとき「{mark}」" if mark else "値がないとき（空欄）", text)
            for mark, text in MARKER_MEANINGS.items()
        ),
        ("複数の値", sentence("book_several")),
        ("提出", sentence("book_handing_in")),
    ]
    for line in lines:
        sheet.append(line)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90


def _write_table(sheet: Any, rows: list[list[str]], columns: list[Column], choices: Any) -> None:
    sheet.append([column.field.name for column in columns])
    for row in rows:
        sheet.append(row)
    for cells in sheet.iter_rows(min_row=1, max_row=len(rows) + SPARE_ROWS, max_col=len(columns)):
        for cell in cells:
            cell.number_format = TEXT_FORMAT
            cell.data_type = "s" if cell.value is not None else cell.data_type
    sheet.freeze_panes = "B2"
    for position, column in enumerate(columns, start=1):
        _prepare_column(sheet, position, column, len(rows), choices)


def _prepare_column(sheet: Any, position: int, column: Column, rows: int, choices: Any) -> None:
    """Put the note on the name of a column, and the choices below it."""
    head = sheet.cell(1, position)
    head.font, head.alignment = Font(bold=True), Alignment(vertical="top", wrap_text=True)
    head.comment = Comment(_note(column), AUTHOR, height=_NOTE_SIZE[1], width=_NOTE_SIZE[0])
    letter = get_column_letter(position)
    is_long = column.field.constraints.get("maxLength", 0) > 200
    sheet.column_dimensions[letter].width = COLUMN_WIDTHS[is_long]
    if column.choices and not column.field.is_multiple:
        validation = DataValidation("list", formula1=_list_of(column, choices), allow_blank=True, errorStyle="warning")
        validation.errorTitle, validation.error = sentence("book_other_choice"), _shortened(_note(column))
        validation.add(f"{letter}2:{letter}{rows + SPARE_ROWS}")
        sheet.add_data_validation(validation)


def _list_of(column: Column, choices: Any) -> str:
    """Write the choices of a column into the sheet of choices; give the place to refer to."""
    markers = [mark for mark in MARKER_NAMES if mark in column.markers and column.field.is_answer]
    values = [*column.choices, *markers]
    number = choices.max_column + 1 if choices.cell(1, 1).value else 1
    for row, value in enumerate([f"{column.schema.title}: {column.field.name}", *values], start=1):
        cell = choices.cell(row, number, value)
        cell.number_format = TEXT_FORMAT
    letter = get_column_letter(number)
    return f"{CHOICES}!${letter}$2:${letter}${len(values) + 1}"


def _note(column: Column) -> str:
    f = column.field
    lines = [f.title, f.description, f"単位: {f.unit}" if f.unit else ""]
    lines.append(f"決まり: {field_rule(f, column.schema, column.code_list.file if column.code_list else '')}")
    if f.is_answer:
        lines.append(
            "値がないとき: " + "、".join(f"{mark or '空欄'}＝{text}" for mark, text in MARKER_MEANINGS.items())
        )
    return "\n".join(line for line in lines if line)


def _shortened(text: str) -> str:
    """Excel shows at most 255 characters in the message of a validation."""
    return text if len(text) <= 250 else text[:249] + "…"
