"""Workbooks as officials hand them in, made from the valid made-up rows; some parts written as XML, as no library would."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from made.small import SURVEY_OSAKA, valid_text
from pipeline.schemas import source_schemas

HEADER = source_schemas()["survey_cases"].header
Change = Callable[[Worksheet, Workbook], None]


def nothing(sheet: Worksheet, book: Workbook) -> None:
    """Leave the workbook right."""


def survey_rows() -> list[list[str | None]]:
    return [[cell or None for cell in line.split(",")] for line in valid_text(SURVEY_OSAKA).splitlines()]


def write_book(change: Change = nothing, path: str = "book.xlsx") -> Path:
    """Write a workbook of Osaka's cases, edition included, with something changed."""
    book = Workbook()
    about = book.active
    assert about is not None
    about.title = "説明"
    about.append(["版", "2024-01-31"])
    about.append(["都道府県", "27-osaka"])
    sheet = book.create_sheet("事例")
    for row in survey_rows():
        sheet.append(row)
    change(sheet, book)
    book.save(path)
    return Path(path)


def with_part(book: Path, part: str, change: Callable[[str], str]) -> Path:
    """Change the text of one part of a workbook's file."""
    with zipfile.ZipFile(book) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return book


def cell_of(name: str, row: int = 2) -> tuple[int, int]:
    """Give the place of a survey's column."""
    return row, HEADER.index(name) + 1


def set_cell(name: str, value: object, number_format: str = "", row: int = 2) -> Change:
    def change(sheet: Worksheet, book: Workbook) -> None:
        cell = sheet.cell(*cell_of(name, row))
        cell.value = value  # type: ignore[assignment]
        if number_format:
            cell.number_format = number_format

    return change
