"""One file that people wrote: CSV, workbook or foreign list. Its name says what it claims to be, its bytes what it is."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.read.csv_files import read_csv
from pipeline.read.file_kinds import OLD_WORKBOOK, PASSWORD, WORKBOOK, kind_of
from pipeline.read.sheets import Reading
from pipeline.read.workbooks import read_workbook

TEXTS, WORKBOOKS = (".csv", ".tsv", ".txt"), (".xlsx", ".xlsm")
NO_WORKBOOK = {PASSWORD: "workbook_password", OLD_WORKBOOK: "workbook_old"}


def read_file(path: Path, header: Sequence[str] = ()) -> Reading:
    """Read a file with the place of every cell, and list what is wrong with it as a file. Refuses nothing.

    Shapes   header: the names that are asked for, where they are known: they help to tell encodings apart.
    Missing  a file that cannot be read at all has no sheets and one fault.
    """
    if path.suffix.lower() in TEXTS:
        return read_csv(path, header)
    reading = Reading()
    if path.suffix.lower() not in WORKBOOKS:
        reading.add(None, "kind_unknown", suffix=path.suffix or path.name)
        return reading
    try:
        kind = kind_of(path) if path.stat().st_size else ""
    except OSError as error:
        reading.add(None, "file_unreadable", reason=error.strerror or "")
        return reading
    if kind == WORKBOOK:
        return read_workbook(path)
    reading.add(None, NO_WORKBOOK.get(kind, "workbook_disguised"), kind=kind or "CSV などの文字")
    return reading
