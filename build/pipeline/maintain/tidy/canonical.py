"""A CSV as this project writes it: UTF-8 with BOM, LF, minimal quoting, the schema's columns, rows in order."""

import codecs
import csv
import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from pipeline.read.files import read_file
from pipeline.schemas import Schema, source_schemas

# Tables whose rows have no order of their own. The others (code lists, sources, errata) keep theirs.
SORTED = ("survey_cases", "participations", "evidence", "participant_counts")


def sort_rows(rows: list[list[str]], schema: Schema) -> list[list[str]]:
    """Put the rows of a prefecture's file in order; rows that compare equal stay as they were."""
    return sorted(rows, key=_sort_key(schema)) if schema.name in SORTED else rows


def _sort_key(schema: Schema) -> Callable[[list[str]], tuple[object, ...]]:
    """Order evidence by case and by the survey's order of columns, everything else by its leading key."""
    if schema.name == "evidence":
        places = {name: position for position, name in enumerate(source_schemas()["survey_cases"].header)}
        case, item = schema.header.index("事例ID"), schema.header.index("項目")
        return lambda row: (row[case], places.get(row[item], len(places)))
    keys = [schema.header.index(name) for name in schema.primary_key[:2]]
    return lambda row: tuple(row[position] for position in keys)


def to_bytes(rows: list[list[str]], schema: Schema) -> bytes:
    """Give the bytes of the file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([schema.header, *rows])
    return codecs.BOM_UTF8 + text.getvalue().encode("utf-8")


def read_records(path: Path, schema: Schema) -> list[dict[str, str]]:
    """Read a file's rows by column. Missing: a file that is not there has no rows."""
    rows = read_file(path, schema.header).rows[1:] if path.is_file() else []
    return [dict(zip(schema.header, row, strict=True)) for row in rows if row]


def records_to_bytes(records: list[dict[str, str]], schema: Schema) -> bytes:
    """Give the bytes of a file of these rows, put in order."""
    return to_bytes(sort_rows([[record[name] for name in schema.header] for record in records], schema), schema)


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file whole: a reader finds the old one or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(fresh).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(fresh).replace(path)
    except BaseException:
        Path(fresh).unlink(missing_ok=True)
        raise
