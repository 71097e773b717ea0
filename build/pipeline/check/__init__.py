"""Hold data/ against the schemas and against itself: gate, Frictionless, checks across tables. Writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.check.code_lists import read_code_lists
from pipeline.check.columns import CodeLists
from pipeline.check.cross_table import check_across
from pipeline.check.folder import TableFile, find, judge_folder
from pipeline.check.frictionless_rules import hold_rules
from pipeline.check.gate import Gated, pass_gate
from pipeline.check.memory import Memory
from pipeline.check.problems import CheckResult, Problem
from pipeline.check.sound import ALL_ANEW, Verdicts, digest_of
from pipeline.read.source_files import SourceFile
from pipeline.schemas import Schema, source_schemas

__all__ = ["CheckResult", "Problem", "check_data"]


def check_data(data: Path, cache: Path | None = None, memory: Memory | None = None) -> CheckResult:
    """Find every fault of the data in one run.

    Shapes   data: the folder of DATA.md. Result: files as read (their paths are relative to `data`), problems in file
             order, and the checks across tables that wait for a problem to be mended. cache: the folder that
             remembers what was sound, so that only what has changed since is judged; None judges all. memory: what
             this process has read before.
    Missing  a file that is missing is a problem when other tables take their codes from it.
    Raises   nothing for a fault of the data.
    """
    found, root, verdicts = find(data), _root(data), Verdicts(cache and cache / "sound")
    code_lists = read_code_lists(found)
    problems = judge_folder(data, found, code_lists, root)
    copies = {p.path for p in problems if p.cause == "file_copy"}
    checked = check_files([f for f in found if f"{root}/{f.path}" not in copies], code_lists, root, verdicts, memory)
    problems += [problem for c in checked for problem in c.gated.problems + c.rule_problems]
    broken = _broken(checked, problems, root)
    emptied = {cell for c in checked for cell in c.emptied}
    tables = memory.tables if memory else None
    sound_files = [c.sound_file for c in checked]
    across, postponed = check_across(sound_files, _digests(checked), broken, emptied, root, verdicts, tables)
    files = [SourceFile(c.found.schema.name, c.found.path, c.gated.rows) for c in checked]
    return CheckResult(files, _in_file_order([*problems, *_new(across, problems)], found, root), postponed)


@dataclass(frozen=True)
class Checked:
    """One file behind the gate and Frictionless."""

    found: TableFile
    gated: Gated
    rule_problems: list[Problem]

    @property
    def lost_a_key(self) -> bool:
        return any(p.column in self.found.schema.primary_key for p in self.rule_problems)

    @property
    def emptied(self) -> set[tuple[str, int, str]]:
        """The cells without a sound value: file, row and published column."""
        found = [p for p in [*self.gated.problems, *self.rule_problems] if p.row and p.column]
        columns = {f.name: f.column for f in self.found.schema.fields}
        return {(p.path, p.row or 0, columns[p.column or ""]) for p in found}

    @property
    def sound_file(self) -> SourceFile:
        """The file without the cells that Frictionless refuses, so that the rest can be compared across tables."""
        rows = self.gated.sound_rows
        faulty = [(p.row, p.column) for p in self.rule_problems if p.row and p.column]
        if faulty:
            rows = [list(row) for row in rows]
            for row, column in faulty:
                rows[row - 2][self.found.schema.header.index(column)] = ""
        return SourceFile(self.found.schema.name, self.found.path, rows)


def _root(data: Path) -> str:
    """Name the folder as the person who runs the check sees it."""
    here = Path.cwd()
    return (data.relative_to(here) if data.is_absolute() and data.is_relative_to(here) else data).as_posix()


def check_files(
    found: list[TableFile],
    code_lists: CodeLists,
    root: str,
    verdicts: Verdicts = ALL_ANEW,
    memory: Memory | None = None,
) -> list[Checked]:
    """Check the files of each table together."""
    done: list[Checked] = []
    for name, schema in source_schemas().items():
        files = [f for f in found if f.schema.name == name]
        gates = [partial(pass_gate, f.file, f"{root}/{f.path}", schema, code_lists) for f in files]
        gated = [
            memory.gate(f.file, code_lists, gate) if memory else gate() for f, gate in zip(files, gates, strict=True)
        ]
        by_path = _rule_problems(gated, schema, code_lists, verdicts)
        done += [Checked(f, g, by_path.get(g.path, [])) for f, g in zip(files, gated, strict=True)]
    return sorted(done, key=lambda checked: checked.found.path)


def _rule_problems(
    gated: list[Gated], schema: Schema, code_lists: CodeLists, verdicts: Verdicts
) -> dict[str, list[Problem]]:
    """Hold files of one table to the rules of its schema, but for those that were sound before. Result: faults by path."""
    rules = digest_of(schema.descriptor)
    anew = [g for g in gated if not verdicts.is_sound(rules, g.digest)]
    found: dict[str, list[Problem]] = {}
    for problem in hold_rules(anew, code_lists) if anew else []:
        found.setdefault(problem.path, []).append(problem)
    for g in anew:
        if not (g.problems or found.get(g.path)):  # what the gate spoke of, the rules did not judge
            verdicts.note_sound(rules, g.digest)
    return found


def _digests(checked: list[Checked]) -> dict[str, str]:
    """Give a digest of the sound rows and the schema of each table, those without a file included."""
    return {
        name: digest_of(
            (schema.descriptor, [(c.found.path, c.gated.digest) for c in checked if c.found.schema == schema])
        )
        for name, schema in source_schemas().items()
    }


def _broken(checked: Iterable[Checked], problems: list[Problem], root: str) -> set[str]:
    """Name the tables that lack a row or a key: a check that reads them would blame the wrong rows."""
    broken = {c.found.schema.name for c in checked if not c.gated.is_whole or c.lost_a_key}
    missing = {p.path for p in problems if p.cause == "file_missing"}
    return broken | {s.name for s in source_schemas().values() if f"{root}/{s.files}" in missing}


def _new(across: list[Problem], known: list[Problem]) -> list[Problem]:
    """Leave out what was already said of the same cell."""
    places = {(p.path, p.row, p.column) for p in known}
    return [p for p in across if (p.path, p.row, p.column) not in places]


def _in_file_order(problems: list[Problem], found: list[TableFile], root: str) -> list[Problem]:
    headers = {f"{root}/{f.path}": f.schema.header for f in found}

    def place(problem: Problem) -> tuple[str, int, int, str]:
        header = headers.get(problem.path, [])
        position = header.index(problem.column) if problem.column in header else -1
        return problem.path, problem.row or 0, position, problem.message

    return sorted(problems, key=place)
