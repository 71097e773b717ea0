"""The sheets of a survey workbook: what each of them is, and where in data/ its rows belong."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.check.columns import CodeLists, columns_of
from pipeline.check.layout import find_header
from pipeline.check.problems import row_runs
from pipeline.maintain.tidy.homes import home_file, needs_prefecture, prefecture_stems, schema_of_rows
from pipeline.maintain.tidy.tidied import Tidied
from pipeline.maintain.tidy.tidy_table import TidyTable, ask_for_ids, tidy_rows
from pipeline.messages import Problem, say, sentence
from pipeline.read.files import read_file
from pipeline.read.sheets import Reading, Rows, Sheet, column_letter
from pipeline.schemas import Schema

# The sheets that `make workbook` writes: two to be read by people only, and the tables.
ABOUT, CHOICES = "説明", "選択肢"
TABLES = {"survey_cases": "事例", "participations": "参加市区町村", "evidence": "値ごとの出典"}


@dataclass(frozen=True)
class SurveySheet:
    """One sheet of a workbook that holds a table of ours; `above` is the number of rows above its header."""

    file: Path
    sheet: Sheet
    schema: Schema
    above: int

    @property
    def path(self) -> str:
        return self.sheet.named(str(self.file))

    @property
    def rows(self) -> Rows:
        """All rows, none of them narrower than the table: a sheet has no cells where nothing stands."""
        width = max(map(len, filter(None, self.sheet.rows[self.above :])), default=0)
        return [row and [*row, *[""] * (width - len(row))] for row in self.sheet.rows]

    def say(self, key: str, row: int | None = None, **facts: str) -> Problem:
        return say(key, self.path, row, sheet=self.sheet.title, **facts)


def sort_sheets(file: Path, reading: Reading) -> tuple[list[SurveySheet], list[Problem], list[str]]:
    """Account for every sheet: the tables, what stands in the way, and what is said of sheets that are not read."""
    tables: list[SurveySheet] = []
    problems: list[Problem] = []
    said = [sentence("sheet_without_cells", sheet=title) for title in reading.without_cells]
    for sheet in reading.sheets:
        schema = schema_of_rows(sheet.rows)
        if schema:
            tables.append(SurveySheet(file, sheet, schema, find_header(sheet.rows, schema) or 0))
        elif sheet.is_empty:
            said.append(sentence("sheet_not_read", sheet=sheet.title, reason="空なので"))
        elif sheet.title.startswith((ABOUT, CHOICES)):
            said.append(sentence("sheet_not_read", sheet=sheet.title, reason="説明や選択肢のシートなので"))
        else:
            problems.append(say("sheet_unknown", sheet.named(str(file)), sheet=sheet.title))
    problems += _one_of_each(tables)
    schemas = [table.schema.name for table in tables]
    once = [table for table in tables if schemas.count(table.schema.name) == 1]
    if any(sheet.title == ABOUT for sheet in reading.sheets):
        absent = [title for name, title in TABLES.items() if name not in schemas]
        said += [sentence("sheet_absent", sheet=title) for title in absent]
    return once, problems, said


def _one_of_each(tables: list[SurveySheet]) -> list[Problem]:
    """Refuse two sheets of one table, and a table that nobody sees."""
    problems: list[Problem] = []
    for schema in dict.fromkeys(table.schema.name for table in tables):
        same = [table for table in tables if table.schema.name == schema]
        if len(same) > 1:
            names = "と".join(f"「{table.sheet.title}」" for table in same)
            problems.append(say("sheet_twice", str(same[0].file), sheets=names, title=same[0].schema.title))
        elif same[0].sheet.is_hidden:
            problems.append(same[0].say("sheet_hidden"))
    return problems


def said_about(name: str, sheets: list[Sheet]) -> str:
    """Read what stands beside a name in the sheet of remarks that `make workbook` writes; empty where nothing does."""
    rows = [row for sheet in sheets if sheet.title == ABOUT for row in sheet.rows if row]
    return next((row[1] for row in rows if len(row) > 1 and row[0] == name), "")


def tidy_sheets(
    tables: list[SurveySheet], sheets: list[Sheet], data: Path, edition: str, code_lists: CodeLists
) -> list[Tidied]:
    """Work out the CSV of every sheet. A sheet without rows asks for no file, and may not empty one."""
    tidy = [tidy_rows(table.rows, table.path, table.schema, code_lists, is_sheet=True) for table in tables]
    stems = [
        prefecture_stems(t.rows, table.schema, code_lists) if needs_prefecture(table.schema) else []
        for t, table in zip(tidy, tables, strict=True)
    ]
    meant = said_about("都道府県", sheets) or next((own[0] for own in stems if len(own) == 1), "")
    tidied = []
    for table, t, own in zip(tables, tidy, stems, strict=True):
        result = _tidied(table, t)
        result.problems += ask_for_ids(t, table.path, columns_of(table.schema, code_lists), meant[:2], data)
        result.problems += _place(result, table, edition, own, meant)
        result.target = data / home_file(table.schema, edition, meant)
        result.problems += _emptied(result, table)
        tidied.append(result)
    return tidied


def _tidied(table: SurveySheet, tidy: TidyTable) -> Tidied:
    result = Tidied(table.path, table.file)
    below = table.above + 1
    merged = [area for area in table.sheet.merged if area.last.row >= below]
    if merged:
        more = f" ほか {len(merged) - 1} か所" if len(merged) > 1 else ""
        result.problems.append(table.say("sheet_merged", area=f"{merged[0].name}{more}"))
    header = table.sheet.rows[table.above] or []
    odd = table.sheet.odd_problems(table.path, header, below)
    days = {f.name for f in table.schema.fields if f.type == "date" or f.unit == "年"}
    result.problems += [p for p in odd if not (p.cause == "cell_day" and p.column in days)]
    places = {(p.row, p.column) for p in odd}
    tidy.problems = [p for p in tidy.problems if (p.row, p.column) not in places]
    result.take(tidy, table.schema)
    result.said += _unseen(table, below)
    if not tidy.rows:
        result.content = b""
        result.said.append(sentence("sheet_without_rows"))
    return result


def _unseen(table: SurveySheet, below: int) -> list[str]:
    """Say what was read though it is hidden, and what stands in the sheet and was not read."""
    sheet, said = table.sheet, []
    above = [cell for row in sheet.rows[: table.above] for cell in row or [] if cell.strip()]
    if above:
        said.append(sentence("header_below", row=below, above=above[0]))
    if sheet.hidden_rows:
        said.append(sentence("rows_hidden", rows=row_runs(sheet.hidden_rows)))
    if sheet.hidden_columns:
        said.append(sentence("columns_hidden", letters="、".join(map(column_letter, sheet.hidden_columns))))
    beside = [what for row, what in sheet.beside if row > below]
    if beside:
        said.append(sentence("texts_beside", texts="、".join(beside[:5]), count=len(beside)))
    return said


def _place(tidied: Tidied, table: SurveySheet, edition: str, stems: list[str], meant: str) -> list[Problem]:
    """Say why it is not certain where the rows belong."""
    if not tidied.content:
        return []
    if table.schema.has_editions and not edition:
        return [table.say("edition_unknown")]
    if needs_prefecture(table.schema) and (not meant or set(stems) - {meant}):
        codes = "、".join(dict.fromkeys([meant, *stems])) or sentence("case_id_absent")
        return [table.say("prefecture_unclear", codes=codes)]
    return []


def _emptied(tidied: Tidied, table: SurveySheet) -> list[Problem]:
    """Refuse to take all rows away: an empty sheet may as well be one that was not filled in."""
    if tidied.content or not tidied.target.is_file():
        return []
    rows = len(read_file(tidied.target, table.schema.header).rows) - 1
    return [table.say("rows_gone", target=str(tidied.target), count=str(rows))] if rows > 0 else []
