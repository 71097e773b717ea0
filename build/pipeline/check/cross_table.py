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
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.check.describing import shown
from pipeline.check.problems import Problem
from pipeline.check.sound import ALL_ANEW, Verdicts
from pipeline.paths import SQL
from pipeline.read.source_files import SourceFile

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    Tables = Callable[[list[SourceFile]], AbstractContextManager[DuckDBPyConnection]]

_HEADER = re.compile(
    r"-- (?P<what>.+)\n-- 直し方: (?P<fix>.+)\n-- 決まり: (?P<rule>.+)\n-- needs whole: (?P<tables>.+)\n"
)


@dataclass(frozen=True)
class CrossRule:
    """One check across tables, as its file declares it; `words` are all the names in it, of tables and columns too."""

    file: Path
    text: str
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
    return CrossRule(file, text, header["what"], header["fix"], header["rule"], tables, words)


def check_across(
    files: list[SourceFile],
    digests: dict[str, str],
    broken: set[str],
    emptied: set[tuple[str, int, str]],
    shown_root: str,
    verdicts: Verdicts = ALL_ANEW,
    tables: "Tables | None" = None,
) -> tuple[list[Problem], list[str]]:
    """Run every check whose tables are whole; name those that have to wait until theirs are mended.

    Shapes   files: sound cells only. digests: of the rows of each table. broken: tables of which a row or a key could not be read.
             emptied: file, row and published column of the cells that had no sound value: a check that reads
             such a cell says nothing of its row. verdicts: which checks need not run on the same rows again.
             tables: opens a database of the files; without it the tables that are read are loaded.
    """
    ready = [rule for rule in cross_rules() if not rule.needs_whole & broken]
    judged = {rule: (rule.text, [digests[name] for name in sorted(rule.words & digests.keys())]) for rule in ready}
    asked = [rule for rule in ready if emptied or not verdicts.is_sound(*judged[rule])]
    problems: list[Problem] = []
    if asked:
        with tables(files) if tables else closing(_database(files, asked)) as connection:
            for rule in asked:
                find = partial(_find, connection, rule, emptied, shown_root)
                problems += find() if emptied else verdicts.judge(find, *judged[rule])
    return problems, [rule.file.stem for rule in cross_rules() if rule not in ready]


def _database(files: list[SourceFile], rules: list[CrossRule]) -> "DuckDBPyConnection":
    """Load the tables that some checks read."""
    from pipeline.tables import database, source_loading  # imported late: pandas and duckdb take 0.5 s

    connection = database.open_database()
    source_loading.load_sources(connection, files, frozenset().union(*(rule.words for rule in rules)))
    return connection


def _find(
    connection: "DuckDBPyConnection", rule: CrossRule, emptied: set[tuple[str, int, str]], shown_root: str
) -> list[Problem]:
    from pipeline.tables import database

    problems = [_problem(rule, row, shown_root) for row in database.select_rows(connection, rule.file)]
    return [p for p in problems if not any((p.path, p.row, word) in emptied for word in rule.words)]


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
