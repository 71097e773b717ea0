"""Where in data/ the row of a published table stands."""

from dataclasses import dataclass

from pipeline.history.corrections import Correction
from pipeline.history.kinds_of_change import STATUS
from pipeline.history.tables import Row
from pipeline.history.undoing import CELLS_OF_VALUES, SOURCE_OF, is_row
from pipeline.read.source_files import SourceFile
from pipeline.schemas import source_schemas

SURVEY, OFFICIAL_FIGURES = "survey_cases", "official_figures"
# Where the official figures of each kind stand; all others were read off the screens one by one.
SOURCES_OF_FIGURES = {
    "システム種別ごとの事例件数": "official_case_counts",
    "システム種別ごとの都道府県数": "official_case_counts",
    "市区町村の参加状況": "official_participations",
    "都道府県ごとの共同調達の実施状況": "official_presences",
}
SCREENS = "official_screen_figures"


@dataclass(frozen=True)
class Place:
    """A cell as a spreadsheet shows it; row and column are None where the row is in no file."""

    path: str
    row: int | None = None
    column: str | None = None


def find_place(files: list[SourceFile], correction: Correction, row: Row) -> Place:
    """Find the cell that a correction is about; of a row that is gone, its case, else the list of errata."""
    source = _source_of(correction, row)
    column = correction.column.removesuffix(STATUS)
    if correction.table in CELLS_OF_VALUES:
        source, column = SURVEY, CELLS_OF_VALUES[correction.table][0]
    column = "system_type" if column == "system_type_code" and source == SURVEY else column
    for name in (source, SURVEY) if "case_id" in row else (source,):
        place = _in_files(files, name, column, row)
        if place:
            return place
    return Place("errata.csv")


def _source_of(correction: Correction, row: Row) -> str:
    if correction.table == OFFICIAL_FIGURES:
        return SOURCES_OF_FIGURES.get(row["figure"], SCREENS)
    return SOURCE_OF.get(correction.table, correction.table)


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
