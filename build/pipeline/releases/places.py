"""Where in data/ the row of a published table stands."""

from dataclasses import dataclass

from pipeline.releases.corrections import Correction
from pipeline.releases.natures import STATUS
from pipeline.releases.tables import Row
from pipeline.releases.undoing import CELLS_OF_VALUES, SOURCE_OF, is_row
from pipeline.schemas import source_schemas
from pipeline.sources import SourceFile

SURVEY = "survey_cases"


@dataclass(frozen=True)
class Place:
    """A cell as a spreadsheet shows it; row and column are None where the row is in no file."""

    path: str
    row: int | None = None
    column: str | None = None


def find_place(files: list[SourceFile], correction: Correction, row: Row) -> Place:
    """Find the cell that a correction is about; of a row that is gone, its case, else the list of errata."""
    source = SOURCE_OF.get(correction.table, correction.table)
    column = correction.column.removesuffix(STATUS)
    if correction.table in CELLS_OF_VALUES:
        source, column = SURVEY, CELLS_OF_VALUES[correction.table][0]
    column = "system_type" if column == "system_type_code" and source == SURVEY else column
    for name in (source, SURVEY):
        place = _in_files(files, name, column, row)
        if place:
            return place
    return Place("errata.csv")


def _in_files(files: list[SourceFile], source: str, column: str, row: Row) -> Place | None:
    schema = source_schemas().get(source)
    if schema is None or not row:
        return None
    headers = {f.column: f.name for f in schema.fields}
    for file in (f for f in files if f.table == source):
        for number, cells in enumerate(file.rows, start=2):
            if is_row(schema, dict(zip(schema.columns, cells, strict=True)), file, row):
                return Place(file.path, number, headers.get(column))
    return None
