"""Which file below data/ belongs to which table, and which belongs to none."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.check.choices import similar_choice
from pipeline.check.columns import CodeLists
from pipeline.check.describing import quoted
from pipeline.check.problems import Problem
from pipeline.check.wording import sentence
from pipeline.schemas import Schema, source_schemas
from pipeline.sources import SourceFile, find_files

TABLE_SUFFIXES = (".csv", ".tsv", ".xlsx", ".xls", ".xlsm", ".ods")
RELEASES = "releases"
EDITION_FOLDERS = ("survey", "participation", "evidence", "official", "participant_counts")
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
    """List files that are misnamed, in the wrong place, or missing."""
    known = {f.path for f in found}
    problems = [p for path in _table_files(data) if path not in known for p in [_unexpected(path, shown_root)]]
    for f in found:
        problems += _judge_name(f.path, code_lists, shown_root)
    return problems + _missing(found, shown_root)


def _table_files(data: Path) -> list[str]:
    files = (f for f in data.rglob("*") if f.suffix.lower() in TABLE_SUFFIXES and not f.name.startswith((".", "~$")))
    paths = sorted(f.relative_to(data).as_posix() for f in files if f.is_file())
    return [path for path in paths if not path.startswith(f"{RELEASES}/")]


def _problem(shown_root: str, path: str, name: str, exact: str | None = None, **facts: str) -> Problem:
    message, fix, rule = sentence(name, facts, exact)
    return Problem(f"{shown_root}/{path}", None, None, None, message, fix, rule, name)


def _unexpected(path: str, shown_root: str) -> Problem:
    file = PurePosixPath(path)
    if file.suffix.lower() != ".csv":
        return _problem(shown_root, path, "file_not_csv", suffix=file.suffix)
    lower = file.with_suffix(".csv")
    if file.suffix != ".csv" and any(lower.match(s.files) for s in source_schemas().values()):
        return _problem(shown_root, path, "file_unexpected", lower.name)
    names = [s.files for s in source_schemas().values() if "*" not in s.files]
    near = similar_choice(path, names)
    return _problem(shown_root, path, "file_unexpected", PurePosixPath(near).name if near else None)


def _judge_name(path: str, code_lists: CodeLists, shown_root: str) -> list[Problem]:
    """Hold the folder against the editions, and the file name against the prefectures."""
    folder = path.partition("/")[0]
    problems: list[Problem] = []
    editions = code_lists.get("editions.版")
    if folder in EDITION_FOLDERS and editions and _edition_of(path) not in editions.values:
        facts = {"edition": _edition_of(path), "editions": quoted(list(editions.values))}
        problems.append(_problem(shown_root, path, "file_edition", **facts))
    stems = code_lists.get("prefectures.ローマ字")
    if folder in PREFECTURE_FOLDERS and stems and PurePosixPath(path).stem not in stems.values:
        problems.append(_misnamed_prefecture(path, stems.codes_by_name, shown_root))
    return problems


def _misnamed_prefecture(path: str, stems_by_part: dict[str, str], shown_root: str) -> Problem:
    """Suggest the right name when the code, or else the name, in the file name is one prefecture's."""
    stem = PurePosixPath(path).stem
    code, _, name = stem.replace("_", "-").partition("-")
    by_code, by_name = stems_by_part.get(code.zfill(2), ""), stems_by_part.get(name.lower(), "")
    certain = by_code if by_code and by_name in ("", by_code) else "" if by_code else by_name
    return _problem(shown_root, path, "file_prefecture", f"{certain}.csv" if certain else None, stem=stem)


def _missing(found: list[Found], shown_root: str) -> list[Problem]:
    """List the tables that others take their codes from and that have no file."""
    present = {f.schema.name for f in found}
    needed = {f.code_table for schema in source_schemas().values() for f in schema.fields if f.code_table}
    return [
        _problem(shown_root, schema.files, "file_missing", title=schema.title)
        for name, schema in source_schemas().items()
        if name in needed and name not in present
    ]


def _edition_of(path: str) -> str:
    return SourceFile("", path, []).edition
