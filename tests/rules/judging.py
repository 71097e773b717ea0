"""Every rule on every file of a folder of published tables."""

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.national_rules import national_rules
from pipeline.schemas import published_schemas
from rules import content, description, form
from rules.findings import Finding, Outcome
from rules.report import Report, Verdict
from rules.workbooks import judge_workbook
from rules.written import Published, WrittenTable, read_tables

CHECKS: dict[str, Callable[[WrittenTable, Published], Finding]] = {
    "L1-01": form.machine_format,
    "L1-02": form.one_table,
    "L1-03": form.not_split,
    "L1-04": form.nothing_outside,
    "L1-05": form.named_columns,
    "L1-06": form.no_layout_characters,
    "L1-07": form.one_value_a_cell,
    "L1-08": form.common_characters,
    "L1-09": form.empty_is_not_zero,
    "L1-10": form.only_for_workbooks,
    "L1-11": form.only_for_workbooks,
    "L1-12": form.only_for_workbooks,
    "L1-13": form.only_for_workbooks,
    "L1-14": form.one_line_a_record,
    "L1-15": form.commas_are_quoted,
    "L2-01": content.numbers_only,
    "L2-02": form.nothing_left_out,
    "L2-03": form.unique_names,
    "L2-04": content.standard_choices,
    "L2-05": content.other_has_detail,
    "L2-06": content.no_formulas,
    "L3-01": form.header_first,
    "L3-02": description.code_tables,
    "L3-03": content.symbols_are_defined,
    "L3-04": description.units,
    "L3-05": content.standard_time,
    "L3-06": content.standard_areas,
    "L3-07": description.steady_format,
    "L3-08": description.described,
    "L3-09": description.long_format,
}


def judge_folder(folder: Path, package: dict[str, Any], releases: Path) -> Report:
    """Judge every CSV of a published table, and every workbook, of a folder.

    Shapes   package: what datapackage.json of that folder says. releases: the frozen releases, if there are any.
    """
    published = Published(read_tables(published_schemas().values(), folder), package, newest_headers(releases))
    verdicts = [v for table in published.tables.values() for v in judge_table(table, published)]
    for path in sorted(folder.glob("*.xlsx")):
        verdicts += [Verdict(rule, sheet, path.name, finding) for rule, sheet, finding in judge_workbook(path)]
    return Report(verdicts)


def judge_table(table: WrittenTable, published: Published) -> list[Verdict]:
    """Judge one CSV by all rules; of one that cannot be read, the rules that need its cells say just that."""
    verdicts = []
    for rule in national_rules():
        readable = not table.fault or rule == "L1-01"
        finding = CHECKS[rule](table, published) if readable else Finding(Outcome.BROKEN, "ファイルを読めない")
        verdicts.append(Verdict(rule, table.schema.name, table.path.name, finding))
    return verdicts


def newest_headers(releases: Path) -> dict[str, list[str]] | None:
    """Read the headers of the newest frozen release; None when nothing was released."""
    versions = [path for path in releases.glob("*") if re.fullmatch(r"v?\d+\.\d+\.\d+", path.name)]
    if not versions:
        return None
    newest = max(versions, key=lambda path: tuple(map(int, path.name.lstrip("v").split("."))))
    return {path.stem: _header(path) for path in sorted(newest.rglob("*.csv"))}


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return next(csv.reader(stream), [])
