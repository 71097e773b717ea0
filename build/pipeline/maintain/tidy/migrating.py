"""All files of data/ in one go: after a column is added to a schema, it is added to every file of the table."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.check.code_lists import read_code_lists
from pipeline.check.folder import find
from pipeline.maintain.tidy.tidied import Tidied
from pipeline.maintain.tidy.tidy_file import tidy_csv
from pipeline.schemas import Schema, source_schemas


def tidy_all(data: Path) -> Iterator[Tidied]:
    """Work out the canonical form of every file that a schema describes. Writes nothing."""
    found = find(data)
    code_lists = read_code_lists(found)
    new = {
        schema.name: new_columns(schema, [f.file for f in found if f.schema.name == schema.name], data)
        for schema in source_schemas().values()
    }
    for f in found:
        yield tidy_csv(f.file, data, code_lists, new[f.schema.name])


def new_columns(schema: Schema, files: list[Path], data: Path) -> frozenset[str]:
    """Name the columns that files lack because the schema has just got them, not because somebody deleted them.

    A column that a released source file has is not new. Before the first release, one that most files have is not.
    """
    released = set().union(*_headers(data.glob(f"releases/*/source/{schema.files}")))
    headers = _headers(files)
    lacking = {name: sum(1 for header in headers if name not in header) for name in schema.header}
    few = 0 if released else len(files) / 2
    return frozenset(name for name, count in lacking.items() if name not in released and count > few)


def _headers(files: Iterable[Path]) -> list[set[str]]:
    headers = []
    for file in files:
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            headers.append(set(next(csv.reader(stream), [])))
    return headers
