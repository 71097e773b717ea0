"""The rules that only a workbook can break, on each sheet of a written XLSX."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rules.findings import Finding, judged

OBJECTS = re.compile(r"xl/(?:media|charts|embeddings|diagrams)/|xl/drawings/drawing\d+\.xml$")
# A sheet of remarks on the others is no table.
NO_TABLES = ("説明",)


def judge_workbook(path: Path) -> Iterator[tuple[str, str, Finding]]:
    """Yield rule, sheet and finding for every sheet of a workbook."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    objects = [name for name in zipfile.ZipFile(path).namelist() if OBJECTS.search(name)]
    for sheet in book.worksheets:
        yield "L1-10", sheet.title, judged(objects, "図形、画像、グラフがない")
        if sheet.title in NO_TABLES:
            continue
        yield "L1-11", sheet.title, judged(_odd_formats(sheet), "列の中で書式が変わらず、色に意味をもたせていない")
        yield "L1-12", sheet.title, judged([str(area) for area in sheet.merged_cells.ranges], "結合したセルがない")
        yield "L1-13", sheet.title, judged(_hidden(sheet), "隠した行と列がない")
        yield "L2-06", sheet.title, judged(_formulas(sheet), "計算式がない")


def _odd_formats(sheet: Any) -> list[str]:
    """List the columns whose cells below the header do not all look alike."""
    odd = []
    for column in sheet.iter_cols(min_row=2):
        looks = {
            (c.fill.fgColor.rgb if c.fill.fill_type else "", c.font.b, c.font.strike, c.font.i, _colour(c))
            for c in column
        }
        if len(looks) > 1:
            odd.append(f"{column[0].column_letter} 列")
    return odd


def _colour(cell: Any) -> str:
    return str(cell.font.color.rgb) if cell.font.color is not None else ""


def _hidden(sheet: Any) -> list[str]:
    hidden = [f"{number} 行目" for number, row in sheet.row_dimensions.items() if row.hidden]
    hidden += [f"{letter} 列" for letter, column in sheet.column_dimensions.items() if column.hidden]
    return hidden + ([] if sheet.sheet_state == "visible" else ["シート全体"])


def _formulas(sheet: Any) -> list[str]:
    return [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
