"""Which table a file is of, and where in data/ a sheet belongs."""

from pathlib import Path, PurePosixPath

from pipeline.arguments import WrongArgument
from pipeline.check.case_ids import CASE_ID
from pipeline.check.choices import comparable
from pipeline.check.columns import CodeList, CodeLists
from pipeline.messages import sentence
from pipeline.read.csv_files import HEADER_SOUGHT_IN
from pipeline.read.sheets import Rows
from pipeline.schemas import Schema, source_schemas

_KNOWN_SHARE = 0.5
EDITIONS, FILE_NAMES = "editions.版", "prefectures.ローマ字"


def schema_of_file(path: Path, data: Path, rows: Rows) -> Schema | None:
    """Find the table of a file by its place below data/, else by its header."""
    try:
        place = PurePosixPath(path.resolve().relative_to(data.resolve()).as_posix())
    except ValueError:
        return schema_of_rows(rows)
    by_place = [schema for schema in source_schemas().values() if place.match(schema.files)]
    return by_place[0] if by_place else schema_of_rows(rows)


def schema_of_rows(rows: Rows) -> Schema | None:
    """Find the table that shares most of its columns with one of the first rows, when that is at least half of them."""
    shares: dict[str, float] = {}
    for row in rows[:HEADER_SOUGHT_IN]:
        names = {comparable(name) for name in row or []}
        for s in source_schemas().values():
            share = len({comparable(n) for n in s.header} & names) / len(s.header)
            shares[s.name] = max(share, shares.get(s.name, 0))
    best = max(shares, key=lambda name: shares[name], default="")
    return source_schemas()[best] if best and shares[best] >= _KNOWN_SHARE else None


def home_file(schema: Schema, edition: str, prefecture: str) -> str:
    """Give the place of a table's file below data/: `survey/2024-01-31/27-osaka.csv`."""
    parts = PurePosixPath(schema.files).parts
    if len(parts) == 3:
        return f"{parts[0]}/{edition}/{prefecture}.csv"
    return f"{parts[0]}/{edition}.csv" if schema.has_editions else schema.files


def needs_prefecture(schema: Schema) -> bool:
    return len(PurePosixPath(schema.files).parts) == 3 and schema.has_editions and CASE_ID in schema.header


def choices_of(code_lists: CodeLists, name: str) -> CodeList:
    """Give a list of codes that nothing can be placed without.

    Raises   WrongArgument when its file cannot be read.
    """
    if name not in code_lists:
        file = source_schemas()[name.partition(".")[0]].files
        raise WrongArgument(sentence("codes_unreadable", file=file))
    return code_lists[name]


def prefecture_stems(rows: list[list[str]], schema: Schema, code_lists: CodeLists) -> list[str]:
    """Name the files of the prefectures that the rows' cases are of: `27-osaka`. A row without a number says nothing."""
    position = schema.header.index(CASE_ID)
    stems = choices_of(code_lists, FILE_NAMES).codes_by_name
    codes = dict.fromkeys(row[position][:2] for row in rows if row[position])
    return [stems.get(code, code) for code in codes]
