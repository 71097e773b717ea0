"""Hold data/ against the schemas and against itself: gate, Frictionless, checks across tables. Writes nothing."""

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline.check.code_lists import read_code_lists
from pipeline.check.columns import CodeLists
from pipeline.check.cross_table import check_across
from pipeline.check.folder import Found, find, judge_folder
from pipeline.check.frictionless_rules import hold_rules
from pipeline.check.gate import Gated, pass_gate
from pipeline.check.problems import CheckResult, Problem
from pipeline.schemas import source_schemas
from pipeline.sources import SourceFile

__all__ = ["CheckResult", "Problem", "check_data"]

# Starting processes costs about half a second each: less data than this is faster in one.
WORTH_PROCESSES_BYTES = 4_000_000


def check_data(data: Path) -> CheckResult:
    """Find every fault of the data in one run.

    Shapes   data: the folder of DATA.md. Result: files as read (their paths are relative to `data`), problems in file
             order, and the checks across tables that wait for a problem to be mended.
    Missing  a file that is missing is a problem when other tables take their codes from it.
    Raises   nothing for a fault of the data.
    """
    found = find(data)
    code_lists = read_code_lists(found)
    checked = _check_files(found, code_lists, _root(data))
    problems = judge_folder(data, found, code_lists, _root(data))
    problems += [problem for c in checked for problem in c.gated.problems + c.rule_problems]
    sound = [_sound_file(c) for c in checked]
    across, postponed = check_across(sound, _broken(checked, problems, _root(data)), _root(data))
    return CheckResult(_files(checked), _in_file_order([*problems, *_new(across, problems)]), postponed)


@dataclass(frozen=True)
class _Checked:
    """One file behind the gate and Frictionless."""

    found: Found
    gated: Gated
    rule_problems: list[Problem]


def _root(data: Path) -> str:
    """Name the folder as the person who runs the check sees it."""
    here = Path.cwd()
    return (data.relative_to(here) if data.is_absolute() and data.is_relative_to(here) else data).as_posix()


def _check_files(found: list[Found], code_lists: CodeLists, root: str) -> list[_Checked]:
    """Check files one by one, or side by side where there is enough to do."""
    check = partial(_check_file, code_lists=code_lists, root=root)
    workers = os.cpu_count() or 1
    if workers == 1 or sum(_size(f.file) for f in found) < WORTH_PROCESSES_BYTES:
        return [check(f) for f in found]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(check, found, chunksize=1))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _check_file(found: Found, code_lists: CodeLists, root: str) -> _Checked:
    gated = pass_gate(found.file, f"{root}/{found.path}", found.schema, code_lists)
    return _Checked(found, gated, hold_rules(gated, code_lists))


def _files(checked: Iterable[_Checked]) -> list[SourceFile]:
    return [SourceFile(c.found.schema.name, c.found.path, c.gated.rows) for c in checked]


def _sound_file(checked: _Checked) -> SourceFile:
    """Empty the cells that Frictionless refuses, so that the rest can be compared across tables."""
    rows = checked.gated.sound_rows
    faulty = [p for p in checked.rule_problems if p.row is not None and p.column is not None]
    if faulty:
        rows = [list(row) for row in rows]
        for p in faulty:
            rows[(p.row or 2) - 2][checked.found.schema.header.index(p.column or "")] = ""
    return SourceFile(checked.found.schema.name, checked.found.path, rows)


def _broken(checked: Iterable[_Checked], problems: list[Problem], root: str) -> set[str]:
    """Name the tables that lack a row or a key: a check that reads them would blame the wrong rows."""
    broken = {c.found.schema.name for c in checked if not c.gated.is_whole or _lost_a_key(c)}
    missing = {p.path for p in problems if p.cause == "file_missing"}
    return broken | {s.name for s in source_schemas().values() if f"{root}/{s.files}" in missing}


def _lost_a_key(checked: _Checked) -> bool:
    return any(p.column in checked.found.schema.primary_key for p in checked.rule_problems)


def _new(across: list[Problem], known: list[Problem]) -> list[Problem]:
    """Leave out what was already said of the same cell."""
    places = {(p.path, p.row, p.column) for p in known}
    return [p for p in across if (p.path, p.row, p.column) not in places]


def _in_file_order(problems: list[Problem]) -> list[Problem]:
    headers = {name: position for s in source_schemas().values() for position, name in enumerate(s.header)}

    def place(problem: Problem) -> tuple[str, int, int, str]:
        return problem.path, problem.row or 0, headers.get(problem.column or "", -1), problem.message

    return sorted((replace(p) for p in problems), key=place)
