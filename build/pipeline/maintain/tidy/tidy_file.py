"""One file in, its canonical form out: nothing is written unless every change is certain."""

from pathlib import Path

from pipeline.arguments import known_edition
from pipeline.check.code_lists import read_code_lists
from pipeline.check.columns import CodeLists, columns_of
from pipeline.check.folder import find
from pipeline.maintain.tidy.canonical import write_atomically
from pipeline.maintain.tidy.homes import EDITIONS, choices_of, schema_of_file
from pipeline.maintain.tidy.survey_sheets import said_about, sort_sheets, tidy_sheets
from pipeline.maintain.tidy.tidied import Tidied
from pipeline.maintain.tidy.tidy_table import TidyChange, ask_for_ids, take_faults, tidy_rows, without_empty_edges
from pipeline.messages import say, sentence
from pipeline.read.files import TEXTS, read_file
from pipeline.read.sheets import Reading


def tidy_file(file: Path, data: Path, edition: str = "") -> list[Tidied]:
    """Work out the canonical form of a CSV, or of each sheet of a survey workbook. Writes nothing.

    Shapes   edition: of the workbook's rows, where the workbook does not say it.
    """
    code_lists = read_code_lists(find(data))
    if file.suffix.lower() in TEXTS:
        return [tidy_csv(file, data, code_lists)]
    reading = read_file(file)
    if reading.faults:
        return [Tidied(str(file), file, problems=reading.problems(str(file)))]
    return _tidy_workbook(file, reading, data, edition, code_lists)


def write_tidied(tidied: list[Tidied]) -> None:
    """Write the CSVs of one file; with a single problem none of them is written."""
    if any(t.problems for t in tidied):
        return
    for t in tidied:
        if t.content and not t.is_canonical:
            write_atomically(t.target, t.content)


def tidy_csv(file: Path, data: Path, code_lists: CodeLists, new: frozenset[str] = frozenset()) -> Tidied:
    """Work out the canonical form of a CSV. Shapes  new: columns to be added where the file lacks them."""
    tidied = Tidied(str(file), file)
    reading = read_file(file)
    schema = schema_of_file(file, data, reading.rows)
    if schema is None and reading.rows:
        tidied.problems.append(say("table_unknown", str(file)))
    reading = read_file(file, schema.header if schema else ())
    take_faults(reading.faults, str(file), tidied.changes, tidied.problems)
    if schema is not None and reading.rows:
        tidy = tidy_rows(without_empty_edges(reading.rows), str(file), schema, code_lists, new)
        tidied.problems += ask_for_ids(tidy, str(file), columns_of(schema, code_lists), file.stem[:2], data)
        tidied.take(tidy, schema)
        if not file.resolve().is_relative_to(data.resolve()):
            tidied.said.append(sentence("file_outside", data=data))
    if not tidied.problems and not tidied.changes and not tidied.is_canonical:
        tidied.changes.append(TidyChange(None, "改行・引用符・BOM を決められた形にそろえる"))
    return tidied


def _tidy_workbook(file: Path, reading: Reading, data: Path, edition: str, code_lists: CodeLists) -> list[Tidied]:
    tables, problems, said = sort_sheets(file, reading)
    whole = Tidied(str(file), file, problems=problems, said=said)
    if not tables and not problems:
        whole.problems.append(say("table_unknown", str(file)))
    if not tables:
        return [whole]
    edition = known_edition(edition or said_about("版", reading.sheets), choices_of(code_lists, EDITIONS).values)
    return [whole, *tidy_sheets(tables, reading.sheets, data, edition, code_lists)]
