"""The whole foreign file: what is written, and what is said of every row. Nothing is written while a row has a problem."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.arguments import known_edition
from pipeline.check.case_ids import CASE_ID, free_ids
from pipeline.check.code_lists import read_code_lists
from pipeline.check.columns import CodeLists, columns_of
from pipeline.check.folder import find
from pipeline.maintain.importer.conversion import Converted, blank_row, convert
from pipeline.maintain.importer.foreign import read_foreign
from pipeline.maintain.importer.mapping import Mapping
from pipeline.maintain.importer.merging import Case, alike, find_case, merge
from pipeline.maintain.tidy.canonical import read_records, records_to_bytes, write_atomically
from pipeline.maintain.tidy.homes import EDITIONS, choices_of, home_file
from pipeline.messages import Problem, say, sentence
from pipeline.schemas import source_schemas


@dataclass
class Taken:
    """What an import comes to: the files to write, one sentence on every foreign row, and every problem."""

    files: dict[Path, bytes] = field(default_factory=dict)
    outcomes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def take_file(
    path: Path, mapping: Mapping, data: Path, edition: str, skipped: tuple[str, ...] = (), is_right: bool = False
) -> Taken:
    """Work out what a foreign file adds to one edition. Writes nothing; taken twice it adds nothing more.

    Shapes   is_right: whether the file's value replaces ours where the two differ.
    """
    code_lists = read_code_lists(find(data))
    known_edition(edition, choices_of(code_lists, EDITIONS).values)
    columns = {c.field.name: c for c in columns_of(source_schemas()["survey_cases"], code_lists)}
    if mapping.problems:
        return Taken(problems=list(mapping.problems))
    foreign = read_foreign(path, mapping, columns, skipped)
    taken = Taken(problems=foreign.problems, said=foreign.said)
    if taken.problems:
        return taken
    rows = [convert(row, mapping, columns) for row in foreign.rows]
    taken.problems += [problem for row in rows for problem in row.problems]
    books: dict[str, PrefectureBook] = {}
    for row in rows:
        code = code_lists["prefectures.都道府県コード"].codes_by_name.get(row.prefecture, "")
        if not code:
            taken.problems.append(say("prefecture_unknown", row.source.path, row.source.number, value=row.prefecture))
        elif not row.problems:
            if code not in books:
                books[code] = open_book(code, data, edition, code_lists, is_right)
            _take_row(row, books[code], mapping, blank_row(mapping.constants, columns), taken)
    taken.files = {book.path: book.content() for book in books.values() if book.is_changed}
    return taken


def write_taken(taken: Taken) -> None:
    """Write the files, unless there is a problem."""
    if not taken.problems:
        for path, content in taken.files.items():
            write_atomically(path, content)


@dataclass
class PrefectureBook:
    """The survey's file of one prefecture and edition while cases are taken in; `is_overruled` by the foreign values."""

    path: Path
    cases: list[Case]
    free: Iterator[str]
    is_overruled: bool
    taken_by: dict[str, str] = field(default_factory=dict)
    is_changed: bool = False

    def content(self) -> bytes:
        return records_to_bytes(self.cases, source_schemas()["survey_cases"])


def open_book(code: str, data: Path, edition: str, code_lists: CodeLists, is_overruled: bool) -> PrefectureBook:
    """Read the cases of a prefecture and the highest number that it ever gave to one."""
    schema = source_schemas()["survey_cases"]
    path = data / home_file(schema, edition, code_lists["prefectures.ローマ字"].codes_by_name[code])
    return PrefectureBook(path, read_records(path, schema), free_ids(code, data), is_overruled)


def _take_row(row: Converted, book: PrefectureBook, mapping: Mapping, new: Case, taken: Taken) -> None:
    """Add one case, or fill what is missing of the one that it is."""
    found = find_case(row.values, book.cases, mapping.identifying)
    if len(found) > 1:
        ids = "、".join(case[CASE_ID] for case in found)
        taken.problems.append(say("case_unclear", row.source.path, row.source.number, cases=ids))
        return
    if found and found[0][CASE_ID] in book.taken_by:
        other = book.taken_by[found[0][CASE_ID]]
        taken.problems.append(say("row_twice", row.source.path, row.source.number, other=other))
        return
    case = _fill(row, found[0], book, mapping, taken) if found else _add(row, book, new, taken)
    book.taken_by[case[CASE_ID]] = row.source.name


def _add(row: Converted, book: PrefectureBook, new: Case, taken: Taken) -> Case:
    case = {**new, **row.values, CASE_ID: next(book.free)}
    unsure = [known for known in alike(row.values, book.cases) if known not in book.taken_by]
    book.cases.append(case)
    book.is_changed = True
    words = "。" + sentence("case_alike", cases="、".join(unsure)) if unsure else ""
    taken.outcomes.append(f"{row.source.name}: 新しい事例 {case[CASE_ID]}（{book.path}）{words}")
    return case


def _fill(row: Converted, case: Case, book: PrefectureBook, mapping: Mapping, taken: Taken) -> Case:
    merged = merge(case, row.values, mapping.constants, book.is_overruled)
    if merged.case != case:
        book.cases[book.cases.index(case)] = merged.case
        book.is_changed = True
    filled = sentence("case_filled", case=case[CASE_ID], columns="、".join(merged.filled))
    words = [filled if merged.filled else f"{case[CASE_ID]} として収録ずみ"]
    stays = "「{}」のまま（ファイルは「{}」）"
    becomes = "「{}」を「{}」に書きかえます（公表していた値なら、make check が正誤の下書きを示します）"
    said = becomes if book.is_overruled else stays
    words += [f"食い違い: 列「{n}」は{said.format(was, is_)}" for n, was, is_ in merged.differing]
    taken.outcomes.append(f"{row.source.name}: {'。'.join(words)}")
    return merged.case
