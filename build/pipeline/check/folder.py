"""Which file below data/ belongs to which table, and which belongs to none."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.check.choices import similar_choice
from pipeline.check.columns import CodeLists
from pipeline.check.describing import file_pattern, quoted
from pipeline.check.faults import Fault
from pipeline.check.problems import Problem
from pipeline.check.values import plain
from pipeline.check.wording import problem_of
from pipeline.read.csv_files import read_file
from pipeline.read.layout import table_of
from pipeline.read.source_files import SourceFile, find_files, is_temporary
from pipeline.schemas import Schema, source_schemas

TABLE_SUFFIXES = (".csv", ".tsv", ".xlsx", ".xls", ".xlsm", ".ods")
RELEASES = "releases"
PREFECTURE_FOLDERS = ("survey", "participation", "evidence")


@dataclass(frozen=True)
class Found:
    """One file that a schema describes; `path` is the place below data/, with forward slashes."""

    schema: Schema
    file: Path
    path: str


def find(data: Path) -> list[Found]:
    """List every file that some schema describes, in the order of paths."""
    found = [Found(schema, file, file.relative_to(data).as_posix()) for schema, file in find_files(data)]
    return sorted((f for f in found if f.file.is_file()), key=lambda f: f.path)


def judge_folder(data: Path, found: list[Found], code_lists: CodeLists, shown_root: str) -> list[Problem]:
    """List files that are misnamed, in the wrong place, or missing, and editions that nobody has announced."""
    known = {f.path for f in found}
    faults = [(path, _unexpected(data, path, known)) for path in _table_files(data) if path not in known]
    faults += _unknown_editions(found, code_lists)
    faults += [(f.path, fault) for f in found if (fault := _name_fault(f.path, known, code_lists))]
    faults += _missing(found)
    return [problem_of(fault, f"{shown_root}/{path}") for path, fault in faults]


def _table_files(data: Path) -> list[str]:
    files = (f for f in data.rglob("*") if f.suffix.lower() in TABLE_SUFFIXES and not is_temporary(f))
    paths = sorted(f.relative_to(data).as_posix() for f in files if f.is_file())
    return [path for path in paths if not path.startswith(f"{RELEASES}/")]


def _unexpected(data: Path, path: str, known: set[str]) -> Fault:
    """Say of a file that is no table's what it may be: by its suffix, its place, its header, its name."""
    file = PurePosixPath(path)
    if file.suffix.lower() != ".csv":
        return Fault("file_not_csv", {"suffix": file.suffix})
    lower = file.with_suffix(".csv")
    if lower.as_posix() in known and lower != file:
        return Fault("file_copy", {"original": lower.name})
    if file.suffix != ".csv" and any(lower.match(s.files) for s in source_schemas().values()):
        return Fault("file_unexpected", {}, lower.name)
    table = table_of(read_file(data / path, []).rows)
    if table and "*" in table.files:
        return Fault("file_misplaced", {"title": table.title, "place": file_pattern(table)})
    near = similar_choice(path, [s.files for s in source_schemas().values() if "*" not in s.files])
    return Fault("file_unexpected", {}, PurePosixPath(near).name if near else None)


def _unknown_editions(found: list[Found], code_lists: CodeLists) -> list[tuple[str, Fault]]:
    """Name each folder, or file, of an edition that is not listed, once."""
    editions = code_lists.get("editions.版")
    if not editions:
        return []
    unknown = [f.path for f in found if f.schema.has_editions and _edition_of(f.path) not in editions.values]
    places = {"/".join(PurePosixPath(path).parts[:2]): _edition_of(path) for path in unknown}
    listed = quoted(list(editions.values))
    return [(place, Fault("file_edition", {"edition": e, "editions": listed})) for place, e in places.items()]


def _name_fault(path: str, known: set[str], code_lists: CodeLists) -> Fault | None:
    """Hold the name of a prefecture's file against the prefectures."""
    stems = code_lists.get("prefectures.ローマ字")
    stem = PurePosixPath(path).stem
    if path.partition("/")[0] not in PREFECTURE_FOLDERS or not stems or stem in stems.values:
        return None
    meant = _meant_stem(stem, stems.codes_by_name)
    if not meant:
        return Fault("file_prefecture", {"stem": stem})
    name = f"{meant}.csv"
    if PurePosixPath(path).with_name(name).as_posix() in known:
        return Fault("file_copy", {"original": name})
    return Fault("file_prefecture", {"stem": stem}, name)


def _meant_stem(stem: str, stems_by_part: dict[str, str]) -> str:
    """Find the prefecture that a file name means: `27-osaka (1)`, `大阪府`; none where code and name disagree."""
    code, _, name = plain(stem).replace("_", "-").partition("-")
    by_code, by_name = stems_by_part.get(code.zfill(2), ""), stems_by_part.get(name.lower(), "")
    return by_code if by_name in ("", by_code) else "" if by_code else by_name


def _missing(found: list[Found]) -> list[tuple[str, Fault]]:
    """List the tables that others take their codes from and that have no file."""
    present = {f.schema.name for f in found}
    needed = {f.code_table for schema in source_schemas().values() for f in schema.fields if f.code_table}
    absent = [source_schemas()[name] for name in source_schemas() if name in needed - present]
    return [(schema.files, Fault("file_missing", {"title": schema.title})) for schema in absent]


def _edition_of(path: str) -> str:
    return SourceFile("", path, []).edition
