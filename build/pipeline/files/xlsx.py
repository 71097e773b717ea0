"""All tables as one Excel workbook; a table too long for a comfortable sheet has a workbook of its own.

openpyxl writes everything but the rows below the headings: those DuckDB writes as text, which `RowsZip` puts where
they belong. Cell by cell in Python they took thirty times as long.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from pipeline.english import in_english
from pipeline.files.archive import FixedTimeZip, read_chunks
from pipeline.files.descriptor import citation, describe_source
from pipeline.files.sql_templates import fill_statement
from pipeline.identity import Identity
from pipeline.schemas import Field, Schema, Schemas
from pipeline.tables import database

_Sheet = Any
"""A write-only sheet; openpyxl's stubs give `create_sheet` no type."""
LONG_TABLES = ("participations",)
DICTIONARY_TABLES = ("dictionary_tables", "dictionary_columns", "dictionary_choices")
ROWS_OF_A_SHEET = 1_000_000
"""Excel takes 1,048,576; a longer table goes on in a second sheet."""
READ_AS_SOMETHING_ELSE = ("=", "#")
"""How texts begin that openpyxl takes for formulas or for errors."""
END_OF_ROWS = b"</sheetData>"
_NOTE_SIZE = {"width": 320, "height": 140}
WIDTHS = {"string": 24, "integer": 12, "number": 12, "boolean": 10, "date": 12}


def workbook_tables(schemas: Schemas) -> dict[str, list[Schema]]:
    """Name the workbooks, each with its tables: all but the long ones, each long one, and the data dictionary."""
    return {
        "joint-procurement": [s for name, s in schemas.items() if name not in LONG_TABLES],
        **{name: [schemas[name]] for name in LONG_TABLES if name in schemas},
        "dictionary": [schemas[name] for name in DICTIONARY_TABLES if name in schemas],
    }


def export_rows(connection: DuckDBPyConnection, schemas: Schemas, folder: Path) -> None:
    """Write the rows of every table as text for its sheets: `<table>.001.rows` and on, one file a sheet."""
    styles = cell_styles(Workbook(write_only=True).create_sheet())
    for schema in schemas.values():
        statement = fill_statement("sheet_rows", table=schema.name, columns=_columns(schema), styles=styles)
        count = max(1, database.count_rows(connection, schema.name))
        for number, first in enumerate(range(0, count, ROWS_OF_A_SHEET), start=1):
            path = folder / f"{schema.name}.{number:03}.rows"
            database.run_script(connection, statement, first=first, count=ROWS_OF_A_SHEET, path=str(path))


def _columns(schema: Schema) -> list[dict[str, str]]:
    return [
        {"name": f.name, "type": f.type, "letter": get_column_letter(position)}
        for position, f in enumerate(schema.fields, start=1)
    ]


def cell_styles(sheet: _Sheet) -> dict[str, int]:
    """Give the numbers of the styles that rows need; asked for first, they are the same in every workbook."""
    day = WriteOnlyCell(sheet)
    day.number_format = "yyyy-mm-dd"
    return {"date": day.style_id, "text_as_typed": _cell(sheet, "=").style_id}


def write_workbooks(rows: Path, schemas: Schemas, folder: Path, identity: Identity) -> None:
    """Write every workbook into `folder`, with the rows that `export_rows` left in the folder `rows`."""
    for name, tables in workbook_tables(schemas).items():
        write_xlsx(rows, folder / f"{name}.xlsx", tables, identity)


def write_xlsx(rows: Path, path: Path, tables: Sequence[Schema], identity: Identity) -> None:
    """Write these tables as one workbook, a sheet each behind a sheet that explains them."""
    book = Workbook(write_only=True)
    book.properties.creator = identity.publisher
    book.properties.title = identity.site_name
    book.properties.created = book.properties.modified = identity.data_time.replace(tzinfo=None)
    _add_explanation(book, tables, identity)
    files = [path for schema in tables for path in _add_table(book, rows, schema, identity)]
    with RowsZip(path, identity, files) as archive:
        ExcelWriter(book, archive).save()


def _add_explanation(book: Workbook, tables: Sequence[Schema], identity: Identity) -> None:
    sheet = book.create_sheet("説明")
    cell_styles(sheet)
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
    yield "リリース", identity.release
    yield "データの版", identity.data_version or identity.version
    yield "データの日付", identity.data_date
    yield "アドレス", f"{identity.site_url}{identity.downloads}"
    yield "利用条件", "クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）"
    yield "引用するとき", citation(identity.site_name, identity.downloads, identity)
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


def sheet_name(schema: Schema, number: int = 1) -> str:
    """Name a sheet of a table: its title, for names of tables are longer than Excel's 31 characters."""
    return schema.title[:31] if number == 1 else f"{schema.title[:28]}_{number}"


def _add_table(book: Workbook, rows: Path, schema: Schema, identity: Identity) -> list[Path]:
    files = sorted(rows.glob(f"{schema.name}.*.rows"))
    for number, _ in enumerate(files, start=1):
        _begin_sheet(book, sheet_name(schema, number), schema, identity)
    return files


def _begin_sheet(book: Workbook, name: str, schema: Schema, identity: Identity) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for position, f in enumerate(schema.fields, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = max(WIDTHS[f.type], len(f.name) + 2)
    sheet.append([_heading(sheet, f.name, describe_column(f), identity.publisher) for f in schema.fields])


def _cell(sheet: _Sheet, text: str) -> Cell:
    """Make a cell that stays text, also when somebody edits it in Excel."""
    cell: Cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(READ_AS_SOMETHING_ELSE)
    return cell


def _heading(sheet: _Sheet, text: str, note: str = "", author: str = "") -> Cell:
    cell: Cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    if note:
        cell.comment = Comment(note, author, **_NOTE_SIZE)
    return cell


def describe_column(f: Field) -> str:
    """Give the note of a heading, a line for each thing to know."""
    choices = "、".join(f"{value}＝{label}" for value, label in f.categories)
    unit = f"単位：{f.unit}（{in_english(f.unit)}）" if f.unit else ""
    codes = f"値の一覧：表 {f.code_table}" if f.code_table else ""
    return "\n".join(line for line in (f.title, f.title_en, unit, f.description, choices, codes) if line)


class RowsZip(FixedTimeZip):
    """A workbook's ZIP that puts ready rows below the headings: the first file into the second sheet, and on.

    The first sheet is the explanation.
    """

    def __init__(self, path: Path, identity: Identity, rows: Sequence[Path]) -> None:
        super().__init__(path, identity)
        self._rows = {f"xl/worksheets/sheet{number}.xml": file for number, file in enumerate(rows, start=2)}

    def write(self, filename: Any, arcname: Any = None, *args: Any, **kwargs: Any) -> None:
        """Add a file, a sheet with its rows."""
        if arcname not in self._rows:
            super().write(filename, arcname)
            return
        rows, sheet = self._rows[arcname], Path(filename).read_bytes()
        head, tail = sheet.split(END_OF_ROWS)
        self.write_chunks(
            arcname, chain([head], read_chunks(rows), [END_OF_ROWS, tail]), len(sheet) + rows.stat().st_size
        )
