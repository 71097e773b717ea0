"""The sheets of a survey workbook, and where in data/ their rows belong."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.check.columns import CodeLists
from pipeline.check.problems import Problem
from pipeline.maintain.tidy.homes import home, needs_prefecture, prefecture_stems
from pipeline.maintain.tidy.sentences import say
from pipeline.maintain.tidy.tables import TidyTable, tidy_rows
from pipeline.maintain.tidy.tidied import Tidied
from pipeline.read.csv_files import read_file
from pipeline.read.workbooks import ABOUT, Sheet
from pipeline.schemas import Schema


@dataclass(frozen=True)
class SurveySheet:
    """One sheet of a workbook that holds a table of ours."""

    file: Path
    sheet: Sheet
    schema: Schema

    @property
    def path(self) -> str:
        return f"{self.file}（シート「{self.sheet.title}」）"

    def say(self, name: str, row: int | None = None, **facts: str) -> Problem:
        return say(self.path, row, name, sheet=self.sheet.title, **facts)


def edition_said(sheets: list[Sheet]) -> str:
    """Read the edition from the sheet of remarks that `make workbook` writes."""
    rows = [row for sheet in sheets if sheet.title == ABOUT for row in sheet.rows if row]
    return next((row[1] for row in rows if len(row) > 1 and row[0] == "版"), "")


def tidy_sheets(tables: list[SurveySheet], data: Path, edition: str, code_lists: CodeLists) -> list[Tidied]:
    """Work out the CSV of every sheet. A sheet without rows asks for no file, and may not empty one."""
    tidied: list[Tidied] = []
    stems: list[str] = []
    for table in tables:
        tidy = tidy_rows(table.sheet.rows, table.path, table.schema, code_lists)
        own = prefecture_stems(tidy.rows, table.schema, code_lists) if needs_prefecture(table.schema) else []
        stems += [stem for stem in own if stem not in stems]
        tidied.append(_tidied(table, tidy))
    stem = stems[0] if len(stems) == 1 else ""
    for t, table in zip(tidied, tables, strict=True):
        t.problems += _place(t, table, data, edition, stems)
        t.target = data / home(table.schema, edition, stem)
        t.problems += _emptied(t, table)
    return [t for t in tidied if t.problems or t.content]


def _tidied(table: SurveySheet, tidy: TidyTable) -> Tidied:
    result = Tidied(table.path, table.file)
    result.problems = [table.say("sheet_merged", area=area) for area in table.sheet.merged]
    result.problems += _odd_dates(table)
    result.take(tidy, table.schema)
    if not tidy.rows:
        result.content = b""
    return result


def _odd_dates(table: SurveySheet) -> list[Problem]:
    """List cells that a spreadsheet made a date of where the column asks for none."""
    allowed = {f.name for f in table.schema.fields if f.type == "date" or f.unit == "年"}
    rows = table.sheet.rows
    header = rows[0] or []
    places = [(row, i) for row, i in table.sheet.dates if header[i] not in allowed]
    return [table.say("sheet_date", row, column=header[i], value=(rows[row - 1] or [])[i]) for row, i in places]


def _place(tidied: Tidied, table: SurveySheet, data: Path, edition: str, stems: list[str]) -> list[Problem]:
    """Say why it is not certain where the rows belong."""
    if not tidied.content:
        return []
    if table.schema.has_editions and not edition:
        return [table.say("edition_unknown")]
    if needs_prefecture(table.schema) and len(stems) != 1:
        return [table.say("prefecture_unclear", codes="、".join(stems))]
    return []


def _emptied(tidied: Tidied, table: SurveySheet) -> list[Problem]:
    """Refuse to take all rows away: an empty sheet may as well be one that was not filled in."""
    if tidied.content or not tidied.target.is_file():
        return []
    rows = len(read_file(tidied.target, table.schema.header).rows) - 1
    return [table.say("rows_gone", target=str(tidied.target), count=str(rows))] if rows > 0 else []
