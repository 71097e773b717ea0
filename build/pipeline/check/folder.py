"""Which file below data/ belongs to which table, and which belongs to none."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.check.choices import similar_choice
from pipeline.check.columns import CodeLists
from pipeline.check.describing import file_pattern, is_visible, quoted
from pipeline.check.layout import table_of
from pipeline.check.values import plain
from pipeline.messages import Fault, Problem, problem_of
from pipeline.read.files import read_file
from pipeline.read.source_files import SourceFile, find_files, is_temporary
from pipeline.schemas import Schema, source_schemas

OTHER_SUFFIXES = (".tsv", ".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers")
NO_DATA = ("SYNTHETIC", "README.md", "Thumbs.db", "desktop.ini")
_SPOILT_NAME = re.compile(
    r"[#.~\s]*(?:(.+?)[\s.]*\.(?:csv|cvs|scv|vcs|csb)(?:[\s~#]|\.(?:txt|bak|old|orig|tmp|download|[0-9]+))*|([0-9]{2}-[a-z]+))",
    re.IGNORECASE,
)
RELEASES, PROPOSALS = "releases", "proposals"
PREFECTURE_FOLDERS = ("survey", "participation", "evidence")


@dataclass(frozen=True)
class TableFile:
    """One file that a schema describes; `path` is the place below data/, with forward slashes."""

    schema: Schema
    file: Path
    path: str


def find(data: Path) -> list[TableFile]:
    """List every file that some schema describes, in the order of paths."""
    found = [TableFile(schema, file, file.relative_to(data).as_posix()) for schema, file in find_files(data)]
    return sorted((f for f in found if f.file.is_file()), key=lambda f: f.path)


def judge_folder(data: Path, found: list[TableFile], code_lists: CodeLists, shown_root: str) -> list[Problem]:
    """List files that nobody reads: misnamed, in the wrong place, missing; and editions that nobody has announced."""
    known = {f.path for f in found}
    faults = [(path, fault) for path in _other_paths(data, known) if (fault := _unexpected(data, path, known))]
    faults += _unknown_editions(found, code_lists)
    faults += [(f.path, fault) for f in found if (fault := _name_fault(f.path, known, code_lists))]
    faults += _missing(data, found)
    return [problem_of(fault, f"{shown_root}/{_printable(path)}") for path, fault in faults]


def _other_paths(data: Path, known: set[str]) -> list[str]:
    """List everything below data/ that is no table's, except releases and what programs leave beside open files."""
    files = [
        file
        for file in data.rglob("*")
        if file.name not in NO_DATA and not (is_temporary(file) and not _hides_data(file))
    ]
    paths = sorted(file.relative_to(data).as_posix() for file in files)
    return [path for path in paths if path not in known and path.partition("/")[0] != RELEASES]


def _hides_data(file: Path) -> bool:
    return file.suffix == ".csv" and not file.name.startswith(("~$", ".~", "._", ".#"))


def _printable(path: str) -> str:
    """Show a name that holds what cannot be shown."""
    return "".join(c if is_visible(c) else f"⟨U+{ord(c):04X}⟩" for c in path)


def _unexpected(data: Path, path: str, known: set[str]) -> Fault | None:
    """Say of what is no table's file what it may be: by its kind, its suffix, its place, its header, its name."""
    file = PurePosixPath(path)
    meant = _meant_name(file)
    place = data / path
    if not place.is_file():
        if place.is_dir():
            return Fault("file_is_folder") if meant else None
        return Fault("file_is_special")
    if file.match(f"{PROPOSALS}/*.txt"):
        return Fault("file_proposed")
    if meant and meant.as_posix() in known:
        return Fault("file_copy", {"original": meant.name})
    if meant and meant != file:
        return Fault("file_unexpected", {}, meant.name)
    if file.suffix.lower() in OTHER_SUFFIXES:
        return Fault("file_not_csv", {"suffix": file.suffix})
    table = table_of(read_file(place).rows) if file.suffix == ".csv" else None
    if table and "*" in table.files:
        return Fault("file_misplaced", {"title": table.title, "place": file_pattern(table)})
    near = similar_choice(path, [s.files for s in source_schemas().values() if "*" not in s.files])
    return Fault("file_unexpected", {}, PurePosixPath(near).name if near else None)


def _meant_name(file: PurePosixPath) -> PurePosixPath | None:
    """Give the name of a table's file that a name was meant to be: `27-osaka.csv.txt`, `27-osaka．csv`, `.cvs`, `.CSV`."""
    spoilt = _SPOILT_NAME.fullmatch(unicodedata.normalize("NFKC", file.name))
    if not spoilt:
        return None
    meant = file.with_name(f"{spoilt[1] or spoilt[2]}.csv")
    depths = {len(PurePosixPath(s.files).parts) for s in source_schemas().values() if meant.match(s.files)}
    return meant if len(meant.parts) in depths else None


def _unknown_editions(found: list[TableFile], code_lists: CodeLists) -> list[tuple[str, Fault]]:
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


def _missing(data: Path, found: list[TableFile]) -> list[tuple[str, Fault]]:
    """List the tables without a file that others take their codes from, or that were released."""
    present = {f.schema.name for f in found}
    needed = {f.code_table for schema in source_schemas().values() for f in schema.fields if f.code_table}
    fixed = (schema for schema in source_schemas().values() if not schema.has_editions)
    needed |= {schema.name for schema in fixed if any(data.glob(f"{RELEASES}/*/source/{schema.files}"))}
    absent = [source_schemas()[name] for name in source_schemas() if name in needed - present]
    return [(schema.files, Fault("file_missing", {"title": schema.title})) for schema in absent]


def _edition_of(path: str) -> str:
    return SourceFile("", path, []).edition
