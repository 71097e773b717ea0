"""The whole foreign file: what is written, and what is said of every row. Nothing is written while a row has a problem."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.arguments import known_edition
from pipeline.check.code_lists import read_code_lists
from pipeline.check.columns import CodeLists, columns_of
from pipeline.check.folder import find
from pipeline.check.problems import Problem
from pipeline.maintain.importer.conversion import Converted, blank_row, convert
from pipeline.maintain.importer.mapping import Mapping
from pipeline.maintain.importer.merging import Case, find_case, merge
from pipeline.maintain.importer.sentences import say
from pipeline.maintain.tidy.canonical import sort_rows, to_bytes, write_atomically
from pipeline.maintain.tidy.homes import EDITIONS, choices_of, home
from pipeline.read.csv_files import read_file
from pipeline.read.foreign_lists import read_foreign
from pipeline.schemas import source_schemas


@dataclass
class Taken:
    """What an import comes to: the files to write, one sentence on every foreign row, and every problem."""

    files: dict[Path, bytes] = field(default_factory=dict)
    outcomes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def take_file(path: Path, mapping: Mapping, data: Path, edition: str) -> Taken:
    """Work out what a foreign file adds to one edition. Writes nothing; taken twice it adds nothing more."""
    code_lists = read_code_lists(find(data))
    known_edition(edition, choices_of(code_lists, EDITIONS).values)
    columns = {c.field.name: c for c in columns_of(source_schemas()["survey_cases"], code_lists)}
    foreign = read_foreign(path, mapping)
    taken = Taken(problems=[*mapping.problems, *foreign.problems])
    if taken.problems:
        return taken
    rows = [convert(number, cells, mapping, columns, str(path)) for number, cells in foreign.rows]
    taken.problems += [problem for row in rows for problem in row.problems]
    books: dict[str, PrefectureBook] = {}
    for row in rows:
        code = _prefecture_code(row, code_lists)
        if not code:
            taken.problems.append(say(str(path), row.row, "prefecture_unknown", value=row.prefecture))
        elif not row.problems:
            book = books.setdefault(code, open_book(code, data, edition, code_lists))
            _take_row(row, book, mapping, blank_row(mapping.constants, columns), str(path), taken)
    taken.files = {book.path: book.content() for book in books.values() if book.is_changed}
    return taken


def write_taken(taken: Taken) -> None:
    """Write the files, unless there is a problem."""
    if not taken.problems:
        for path, content in taken.files.items():
            write_atomically(path, content)


def _prefecture_code(row: Converted, code_lists: CodeLists) -> str:
    return code_lists["prefectures.都道府県コード"].codes_by_name.get(row.prefecture, "")


@dataclass
class PrefectureBook:
    """The survey's file of one prefecture and edition while cases are taken in."""

    code: str
    path: Path
    cases: list[Case]
    last_serial: int
    taken_by: dict[str, int] = field(default_factory=dict)
    is_changed: bool = False

    def new_id(self) -> str:
        self.last_serial += 1
        return f"{self.code}-{self.last_serial:04d}"

    def content(self) -> bytes:
        schema = source_schemas()["survey_cases"]
        return to_bytes(sort_rows([[case[name] for name in schema.header] for case in self.cases], schema), schema)


def open_book(code: str, data: Path, edition: str, code_lists: CodeLists) -> PrefectureBook:
    """Read the cases of a prefecture and the highest number that it ever gave to one."""
    schema = source_schemas()["survey_cases"]
    path = data / home(schema, edition, code_lists["prefectures.ローマ字"].codes_by_name[code])
    rows = read_file(path, schema.header).rows[1:] if path.is_file() else []
    cases = [dict(zip(schema.header, row, strict=True)) for row in rows if row]
    return PrefectureBook(code, path, cases, max(_used_serials(code, data), default=0))


def _used_serials(code: str, data: Path) -> Iterator[int]:
    """Find every number of a prefecture's cases, those of other editions, of errata and of releases included."""
    number = re.compile(rf"(?<![\d-]){code}-(\d{{4}})(?![\d-])")
    places = ("survey/*/*.csv", "errata.csv", "withdrawn.csv", "releases/*/cases.csv")
    for path in sorted(file for place in places for file in data.glob(place)):
        for found in number.finditer(path.read_text(encoding="utf-8-sig", errors="replace")):
            yield int(found[1])


def _take_row(row: Converted, book: PrefectureBook, mapping: Mapping, new: Case, path: str, taken: Taken) -> None:
    """Add one case, or fill what is missing of the one that it is."""
    found = find_case(row.values, book.cases, mapping.identifying)
    if len(found) > 1:
        ids = "、".join(case["事例ID"] for case in found)
        taken.problems.append(say(path, row.row, "case_unclear", cases=ids))
        return
    if found and found[0]["事例ID"] in book.taken_by:
        other = str(book.taken_by[found[0]["事例ID"]])
        taken.problems.append(say(path, row.row, "row_twice", other=other))
        return
    case = _fill(row, found[0], book, mapping, taken) if found else _add(row, book, new, taken)
    book.taken_by[case["事例ID"]] = row.row


def _add(row: Converted, book: PrefectureBook, new: Case, taken: Taken) -> Case:
    case = {**new, **row.values, "事例ID": book.new_id()}
    book.cases.append(case)
    book.is_changed = True
    taken.outcomes.append(f"{row.row} 行目: 新しい事例 {case['事例ID']}（{book.path}）")
    return case


def _fill(row: Converted, case: Case, book: PrefectureBook, mapping: Mapping, taken: Taken) -> Case:
    merged = merge(case, row.values, mapping.constants)
    if merged.filled:
        book.cases[book.cases.index(case)] = merged.case
        book.is_changed = True
    words = [
        f"{case['事例ID']} の {'、'.join(merged.filled)} を埋めます"
        if merged.filled
        else f"{case['事例ID']} として収録ずみ"
    ]
    words += [f"食い違い: 列「{n}」は「{was}」のまま（ファイルは「{is_}」）" for n, was, is_ in merged.differing]
    taken.outcomes.append(f"{row.row} 行目: {'。'.join(words)}")
    return merged.case
