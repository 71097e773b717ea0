"""One file in, its canonical form out: nothing is written unless every change is certain."""

from pathlib import Path

from pipeline.arguments import known_edition
from pipeline.check.code_lists import read_code_lists
from pipeline.check.columns import CodeLists
from pipeline.check.folder import find
from pipeline.check.wording import problem_of
from pipeline.maintain.tidy.canonical import write_atomically
from pipeline.maintain.tidy.homes import EDITIONS, choices_of, schema_of, schema_of_header
from pipeline.maintain.tidy.sentences import say
from pipeline.maintain.tidy.survey_sheets import SurveySheet, edition_said, tidy_sheets
from pipeline.maintain.tidy.tables import Change, tidy_rows
from pipeline.maintain.tidy.tidied import Tidied
from pipeline.read.csv_files import read_file
from pipeline.read.workbooks import ABOUT, read_sheets

CERTAIN_READINGS = {
    "encoding": "文字コードを{encoding}から UTF-8 にする",
    "line_ends_cr": "改行を CR から LF にする",
    "line_ends_mixed": "混ざった改行（{kinds}）を LF にそろえる",
    "delimiter": "区切りを{delimiter}からカンマにする",
}


def tidy_file(file: Path, data: Path, edition: str = "") -> list[Tidied]:
    """Work out the canonical form of a CSV, or of each sheet of a survey workbook. Writes nothing.

    Shapes   edition: of the workbook's rows, where the workbook does not say it.
    """
    code_lists = read_code_lists(find(data))
    if file.suffix.lower() == ".csv":
        return [_tidy_csv(file, data, code_lists)]
    if file.suffix.lower() in (".xlsx", ".xlsm"):
        return _tidy_workbook(file, data, edition, code_lists)
    return [Tidied(str(file), file, problems=[say(str(file), None, "kind_unknown", suffix=file.suffix)])]


def write_tidied(tidied: list[Tidied]) -> None:
    """Write the CSVs of one file; with a single problem none of them is written."""
    if any(t.problems for t in tidied):
        return
    for t in tidied:
        if not t.is_canonical:
            write_atomically(t.target, t.content)


def _tidy_csv(file: Path, data: Path, code_lists: CodeLists) -> Tidied:
    tidied = Tidied(str(file), file)
    first = read_file(file, [])
    schema = schema_of(file, data, (first.rows[0] or []) if first.rows else [])
    if schema is None and first.rows:
        tidied.problems.append(say(str(file), None, "table_unknown"))
    reading = read_file(file, schema.header if schema else [])
    for row, fault in reading.faults:
        if fault.name in CERTAIN_READINGS:
            tidied.changes.append(Change(None, CERTAIN_READINGS[fault.name].format(**fault.facts)))
        else:
            tidied.problems.append(problem_of(fault, str(file), row))
    if schema is not None and reading.rows:
        tidied.take(tidy_rows(reading.rows, str(file), schema, code_lists), schema)
    if not tidied.problems and not tidied.changes and not tidied.is_canonical:
        tidied.changes.append(Change(None, "改行・引用符・BOM を決められた形にそろえる"))
    return tidied


def _tidy_workbook(file: Path, data: Path, edition: str, code_lists: CodeLists) -> list[Tidied]:
    try:
        sheets = read_sheets(file)
    except ValueError as error:
        return [Tidied(str(file), file, problems=[say(str(file), None, "workbook_unreadable", reason=str(error))])]
    known = [(sheet, schema_of_header(sheet.rows[0] or [])) for sheet in sheets if sheet.title != ABOUT]
    tables = [SurveySheet(file, sheet, schema) for sheet, schema in known if schema]
    if not tables:
        return [Tidied(str(file), file, problems=[say(str(file), None, "table_unknown")])]
    edition = known_edition(edition or edition_said(sheets), choices_of(code_lists, EDITIONS).values)
    return tidy_sheets(tables, data, edition, code_lists)
