"""Holds the published tables against the 30 national rules of machine readability, by looking at the written files.

rules.csv       the rules: level, severity, deduction and what each asks for, in our words
written.py      a published file as it stands on disk
form.py         rules of form: cells, rows, header, bytes
content.py      rules of content: numbers, choices, dates, areas
description.py  rules of what goes with a table: units, code tables, definitions, earlier releases
workbooks.py    the rules that only a workbook can break
judging.py      every rule on every file of a folder
report.py       verdicts, scores, and the evidence for each rule and table
published_copy  the published tables in a folder that passes, for `make check`
agency.py       the score that the Digital Agency's own scorer gives; agency_sheet, agency_rules: its guesses and criteria
agency_accepted.csv  what that scorer finds and why it stays
"""

from pathlib import Path

from duckdb import DuckDBPyConnection

from rules.agency import Scored, score_files
from rules.judging import judge_folder
from rules.published_copy import write_passing
from rules.report import Report

__all__ = ["Report", "judge_folder", "judge_published"]


def judge_published(connection: DuckDBPyConnection, data: Path) -> tuple[Report, list[Scored]]:
    """Write the published tables of a database into a folder that passes, and judge and score them there."""
    with write_passing(connection, data) as (folder, package):
        return judge_folder(folder, package, data / "releases"), score_files(sorted(folder.glob("*.csv")))
