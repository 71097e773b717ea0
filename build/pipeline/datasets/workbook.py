"""All tables as one Excel workbook; a table too long for a comfortable sheet has a workbook of its own."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from pipeline import database
from pipeline.datasets.archive import FixedTimeZip
from pipeline.datasets.descriptor import citation, describe_source
from pipeline.english import in_english
from pipeline.identity import Identity
from pipeline.schemas import Field, Schema, published_schemas

Rows = list[tuple[Any, ...]]
Contents = dict[str, Rows]
"""The rows of every published table, by its name."""
Sheet = Any
"""A write-only sheet; openpyxl's stubs give `create_sheet` no type."""
LONG_TABLES = ("participations",)
DICTIONARY_TABLES = ("dictionary_tables", "dictionary_columns", "dictionary_choices")
ROWS_OF_A_SHEET = 1_000_000
"""Excel takes 1,048,576; a longer table goes on in a second sheet."""
READ_AS_SOMETHING_ELSE = ("=", "#")
"""How texts begin that openpyxl takes for formulas or for errors."""
NOTE_SIZE = {"width": 320, "height": 140}
WIDTHS = {"string": 24, "integer": 12, "number": 12, "boolean": 10, "date": 12}


def workbook_tables() -> dict[str, list[Schema]]:
    """Name the workbooks, each with its tables: all but the long ones, each long one, and the data dictionary."""
    schemas = published_schemas()
    return {
        "joint-procurement": [s for name, s in schemas.items() if name not in LONG_TABLES],
        **{name: [schemas[name]] for name in LONG_TABLES},
        "dictionary": [schemas[name] for name in DICTIONARY_TABLES],
    }


def read_contents(connection: DuckDBPyConnection) -> Contents:
    """Read every published table for the workbooks."""
    return {name: database.read_tuples(connection, name) for name in published_schemas()}


def write_workbooks(contents: Contents, folder: Path, identity: Identity) -> None:
    """Write every workbook into `folder`."""
    for name, tables in workbook_tables().items():
        write_workbook(contents, folder / f"{name}.xlsx", tables, identity)


def write_workbook(contents: Contents, path: Path, tables: Sequence[Schema], identity: Identity) -> None:
    """Write these tables as one workbook, a sheet each behind a sheet that explains them."""
    book = Workbook(write_only=True)
    book.properties.creator = identity.publisher
    book.properties.title = identity.site_name
    book.properties.created = book.properties.modified = identity.data_time.replace(tzinfo=None)
    _add_explanation(book, tables, identity)
    for schema in tables:
        _add_table(book, contents[schema.name], schema, identity)
    with FixedTimeZip(path, identity) as archive:
        ExcelWriter(book, archive).save()


def _add_explanation(book: Workbook, tables: Sequence[Schema], identity: Identity) -> None:
    sheet = book.create_sheet("説明")
    sheet.freeze_panes = "A2"
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["B"].width = 90
    sheet.append([_heading(sheet, "項目"), _heading(sheet, "内容")])
    for row in (*explain_files(identity), *explain_sheets(tables)):
        sheet.append([_cell(sheet, text) for text in row])


def explain_files(identity: Identity) -> Iterator[tuple[str, str]]:
    """Say what stands in every file of the data: whose it is, of which day, and how to read it."""
    yield "データの名前", identity.site_name
    yield "説明", describe_source(identity)
    yield "編集・公開", identity.publisher
    yield "データの版", identity.data_version
    yield "データの日付", identity.data_date
    yield "アドレス", f"{identity.site_url}downloads/"
    yield "利用条件", "クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）"
    yield "引用するとき", citation(identity.site_name, "downloads/", identity)
    yield "値のないセル", "空です。名前が _status で終わる列に理由があります。意味は表 value_statuses にあります。"
    yield (
        "見出し",
        "1行目は列の名前です。見出しのメモに、題、単位、説明があります。同じ説明は表 dictionary_columns にもあります。",
    )
    yield "数式", "使っていません。= や + や - や @ で始まる文字も、文字のままです。"


def explain_sheets(tables: Sequence[Schema]) -> Iterator[tuple[str, str]]:
    """Name every sheet with its table, and the tables that stand elsewhere."""
    for schema in tables:
        yield (
            f"シート「{sheet_name(schema)}」",
            f"表 {schema.name}（{schema.title_en}）。{schema.row}。{schema.description}",
        )
    for name in LONG_TABLES:
        if name not in [schema.name for schema in tables]:
            yield f"表 {name}", f"行が多いので、別のファイル {name}.xlsx にあります。"


def sheet_name(schema: Schema) -> str:
    """Name the sheet of a table: its title, for names of tables are longer than Excel's 31 characters."""
    return schema.title[:31]


def _add_table(book: Workbook, rows: Rows, schema: Schema, identity: Identity) -> None:
    for start in range(0, max(1, len(rows)), ROWS_OF_A_SHEET):
        name = f"{sheet_name(schema)}_{1 + start // ROWS_OF_A_SHEET}" if start else sheet_name(schema)
        sheet = _begin_sheet(book, name, schema, identity)
        _append_rows(sheet, schema.fields, rows[start : start + ROWS_OF_A_SHEET])


def _begin_sheet(book: Workbook, name: str, schema: Schema, identity: Identity) -> Sheet:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for position, f in enumerate(schema.fields, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = max(WIDTHS[f.type], len(f.name) + 2)
    sheet.append([_heading(sheet, f.name, describe_column(f), identity.publisher) for f in schema.fields])
    return sheet


def _append_rows(sheet: Sheet, fields: Sequence[Field], rows: Rows) -> None:
    texts = [position for position, f in enumerate(fields) if f.type == "string"]
    for row in rows:
        doubtful = [at for at in texts if row[at] is not None and row[at].startswith(READ_AS_SOMETHING_ELSE)]
        if doubtful:
            row = tuple(_cell(sheet, value) if at in doubtful else value for at, value in enumerate(row))
        sheet.append(row)


def _cell(sheet: Sheet, text: str) -> Cell:
    """Make a cell that stays text, also when somebody edits it in Excel."""
    cell: Cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(READ_AS_SOMETHING_ELSE)
    return cell


def _heading(sheet: Sheet, text: str, note: str = "", author: str = "") -> Cell:
    cell: Cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    if note:
        cell.comment = Comment(note, author, **NOTE_SIZE)
    return cell


def describe_column(f: Field) -> str:
    """Give the note of a heading, a line for each thing to know."""
    choices = "、".join(f"{value}＝{label}" for value, label in f.categories)
    unit = f"単位：{f.unit}（{in_english(f.unit)}）" if f.unit else ""
    codes = f"値の一覧：表 {f.code_table}" if f.code_table else ""
    return "\n".join(line for line in (f.title, f.title_en, unit, f.description, choices, codes) if line)
