"""Writes what a copy of the project shows of the small record, as JSON: run there, with the copy's schemas.

`python -m questions.shown FOLDER ANSWERS`: FOLDER has the data in `data/`; ANSWERS are put into the first case of Osaka, after
`make tidy`, as a JSON object of headings and cells.
"""

import csv
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from made.small import SURVEY_OSAKA
from pipeline.check import check_data
from pipeline.files import write_datasets
from pipeline.files.api.api_kinds import API_KINDS
from pipeline.files.api.json_schemas import json_schemas
from pipeline.files.api.records import Envelope, records_of
from pipeline.identity import read_identity
from pipeline.maintain.tidy import tidy_all
from pipeline.maintain.tidy.tidy_file import write_tidied
from pipeline.maintain.workbook import write_workbook
from pipeline.pages.case_pages import case_pages
from pipeline.pages.charts import ChartBook
from pipeline.pages.explorer import explorer_data
from pipeline.pages.model import Model
from pipeline.pages.page import Inputs
from pipeline.verify import make_tables

CASE = "27-0001"


def tidy_and_answer(data: Path, answers: dict[str, str]) -> None:
    """Let tidy bring the files into the form of the schemas, and answer for one case."""
    write_tidied(list(tidy_all(data)))
    path = data / SURVEY_OSAKA
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    rows[0].update(answers)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0], lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)


def shown(folder: Path) -> dict[str, Any]:
    """Give what of the first case of Osaka, and of its questions, files, pages, API and workbook say."""
    data = folder / "data"
    connection = make_tables(data, check_data(data), date(2026, 11, 1)).connection
    identity, model = read_identity(data), Model.read(connection)
    write_datasets(lambda: connection, folder / "datasets", identity)
    inputs = Inputs(model, identity, ChartBook(folder / "charts"))
    cases = next(kind for kind in API_KINDS if kind.name == "cases")
    book = write_workbook(data, "27", "2024-01-31", folder)
    return {
        "files": {path.name: path.read_text("utf-8-sig") for path in (folder / "datasets").glob("*.csv")},
        "workbook of all tables": _headers(folder / "datasets" / "joint-procurement.xlsx"),
        "explorer": explorer_data(model, identity),
        "page": next(page.body for page in case_pages(inputs) if page.key == CASE),
        "record": dict(records_of(cases, model, Envelope.of(identity)))[CASE],
        "schema of the record": json_schemas(identity)["case"],
        "workbook to edit": _headers(book),
    }


def _headers(path: Path) -> dict[str, list[Any]]:
    """Give the cells of the first rows of every sheet of a workbook."""
    book = load_workbook(path, read_only=True)
    return {
        sheet.title: [cell for row in sheet.iter_rows(max_row=4, values_only=True) for cell in row] for sheet in book
    }


if __name__ == "__main__":
    place, given = Path(sys.argv[1]), json.loads(sys.argv[2])
    tidy_and_answer(place / "data", given)
    (place / "shown.json").write_text(json.dumps(shown(place), ensure_ascii=False, default=str), encoding="utf-8")
