"""Holds the published tables against the 30 national rules of machine readability, by looking at the written files.

rules.csv       the rules: level, severity, deduction and what each asks for, in our words
written.py      a published file as it stands on disk
form.py         rules of form: cells, rows, header, bytes
content.py      rules of content: numbers, choices, dates, areas
description.py  rules of what goes with a table: units, code tables, definitions, earlier releases
workbooks.py    the rules that only a workbook can break
judging.py      every rule on every file of a folder
report.py       verdicts, scores, and the evidence for each rule and table
passing.py      the published tables in a folder that passes, for `make check`
"""

from pathlib import Path

from duckdb import DuckDBPyConnection

from rules.judging import judge_folder
from rules.published_copy import write_passing
from rules.report import Report

__all__ = ["Report", "judge_folder", "judge_published"]


def judge_published(connection: DuckDBPyConnection, data: Path) -> Report:
    """Write the published tables of a database into a folder that passes, and judge them there."""
    with write_passing(connection, data) as (folder, package):
        return judge_folder(folder, package, data / "releases")
