"""Rules between tables: every file of build/sql/checks/ selects the rows that must not exist.

The header comment of such a file is what the maintainer reads, with the select's own columns in braces:

    -- 何が起きているか。
    -- 直し方: どう直すか。
    -- 決まり: どの決まりか。
    -- needs whole: survey_cases, municipalities

The last line names the tables of which no row may be missing: without it the check would blame the wrong rows.
Every select has `source_file`, `source_row`, `column_name` (of the source file) and `value` besides.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.check.describing import shown
from pipeline.check.problems import Problem
from pipeline.paths import SQL
from pipeline.read.source_files import SourceFile

_HEADER = re.compile(
    r"-- (?P<what>.+)\n-- 直し方: (?P<fix>.+)\n-- 決まり: (?P<rule>.+)\n-- needs whole: (?P<tables>.+)\n"
)


@dataclass(frozen=True)
class CrossRule:
    """One check across tables, as its file declares it; `words` are all the names in it, of tables and columns too."""

    file: Path
    what: str
    fix: str
    rule: str
    needs_whole: frozenset[str]
    words: frozenset[str]


@cache
def cross_rules() -> tuple[CrossRule, ...]:
    """Read the headers of all checks.

    Raises   ValueError for a file without the header that the maintainer reads: a fault of our code.
    """
    return tuple(_read_rule(file) for file in sorted((SQL / "checks").glob("*.sql")))


def _read_rule(file: Path) -> CrossRule:
    text = file.read_text(encoding="utf-8")
    header = _HEADER.match(text)
    if not header:
        raise ValueError(f"{file.name} does not begin with the four comment lines of a check")
    tables = frozenset(re.split(r",\s*", header["tables"]))
    words = frozenset(re.findall(r"\w+", text))
    return CrossRule(file, header["what"], header["fix"], header["rule"], tables, words)


def check_across(
    files: Iterable[SourceFile], broken: set[str], emptied: set[tuple[str, int, str]], shown_root: str
) -> tuple[list[Problem], list[str]]:
    """Run every check whose tables are whole; name those that have to wait until theirs are mended.

    Shapes   files: sound cells only. broken: tables of which a row or a key could not be read.
             emptied: file, row and published column of the cells that had no sound value: a check that reads
             such a cell says nothing of its row.
    """
    from pipeline.tables import database  # imported late: pandas and duckdb take 0.6 s

    ready = [rule for rule in cross_rules() if not rule.needs_whole & broken]
    connection = database.open_database()
    database.load_sources(connection, files, frozenset().union(*(rule.words for rule in ready)))
    problems = [
        problem
        for rule in ready
        for row in database.select_rows(connection, rule.file)
        for problem in [_problem(rule, row, shown_root)]
        if not any((problem.path, problem.row, word) in emptied for word in rule.words)
    ]
    connection.close()
    return problems, [rule.file.stem for rule in cross_rules() if rule not in ready]


def _problem(rule: CrossRule, row: dict[str, Any], shown_root: str) -> Problem:
    facts = {name: _fact(name, value, shown_root) for name, value in row.items()}
    return Problem(
        path=f"{shown_root}/{row['source_file']}",
        row=row["source_row"],
        column=row["column_name"],
        value=None if row["value"] is None else str(row["value"]),
        message=rule.what.format(**facts),
        fix=rule.fix.format(**facts),
        rule=rule.rule.format(**facts),
        cause=rule.file.stem,
    )


def _fact(name: str, value: Any, shown_root: str) -> str:
    """Write a column of the select into the sentence; the place of a file as the reader sees it."""
    if value is None:
        return ""
    return f"{shown_root}/{value}" if name.endswith("_file") else shown(str(value))
