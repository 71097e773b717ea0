"""A complete data folder of made-up cases, for measuring and testing. A build never shows it as real."""

import csv
import shutil
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from made.cases import (
    CERTAINTIES,
    REFERENCE_EDITION,
    Case,
    Span,
    make_case,
    participations,
    with_roster,
)
from made.country import Country, Row, read_country
from made.dealer import Dealer
from made.decisions import decision_tables
from made.official import official_tables
from made.records import count_rows, evidence_rows, source_rows
from made.rosters import grow_roster
from pipeline.arguments import WrongArgument
from pipeline.paths import ROOT
from pipeline.schemas import source_schemas

MARKER = "SYNTHETIC"
MARKER_TEXT = """合成データ（架空の事例）です。実在の共同調達の事例ではありません。
速さと大きさを測るため、また試験のために、計算で作りました。公表や引用に使わないでください。
"""
CODES = ROOT / "data" / "codes"
EMPTY_TABLES = ("errata", "withdrawals", "left_out", "searches")
LATER_EDITION = "rolling"
SPANS = {REFERENCE_EDITION: Span(2003 * 12, 2024 * 12), LATER_EDITION: Span(2024 * 12 + 1, 2025 * 12 + 11)}
EDITIONS = (*[REFERENCE_EDITION] * 8, LATER_EDITION, f"{REFERENCE_EDITION} {LATER_EDITION}")
Tables = dict[tuple[str, str], list[Row]]


class FolderNotEmpty(WrongArgument):
    """The folder for the made-up data holds something already."""


def synthesize(cases: int, seed: int, data: Path) -> None:
    """Write a data folder with this many made-up cases. The same input gives the same bytes.

    Shapes   cases: number of different case ids; about one in ten stands in two editions.
    Raises   FolderNotEmpty, and then nothing is written.
    Source   DATA.md: every rule there holds; every choice and every kind of empty occurs from 60 cases on.
    """
    if data.exists() and any(data.iterdir()):
        raise FolderNotEmpty(f"{data} は空ではありません。空のフォルダか、まだないフォルダを指定してください。")
    country = read_country(CODES)
    dealer = Dealer(seed)
    sources = source_rows(f"事例 {cases} 件、乱数の種 {seed}")
    tables = _make_tables(cases, country, dealer, sources)
    _write_folder(data, tables, sources)


def _make_tables(count: int, country: Country, dealer: Dealer, sources: list[Row]) -> Tables:
    names = [row["source_id"] for row in sources]
    cases = [case for number in range(count) for case in _editions_of(number, country, dealer, names)]
    tables: Tables = defaultdict(list)
    for case in cases:
        place = f"{case.edition}/{case.prefecture['都道府県コード']}-{case.prefecture['ローマ字']}"
        tables["survey_cases", f"survey/{place}"].append(case.row)
        tables["participations", f"participation/{place}"] += participations(case, dealer)
        tables["evidence", f"evidence/{place}"] += evidence_rows(case, names, dealer)
        tables["participant_counts", f"participant_counts/{case.edition}"] += count_rows(case, names, dealer)
    for name, rows in decision_tables(cases, country, names).items():
        tables[name, source_schemas()[name].files.removesuffix(".csv")] = rows
    for name, rows in official_tables(cases, country, dealer).items():
        tables[_official_schema(name), f"official/{REFERENCE_EDITION}/{name}"] = rows
    return tables


def _official_schema(file_name: str) -> str:
    return next(s.name for s in source_schemas().values() if s.files == f"official/*/{file_name}.csv")


def _editions_of(number: int, country: Country, dealer: Dealer, sources: list[str]) -> Iterable[Case]:
    edition, *later = dealer.deal("edition", EDITIONS).split()
    case = make_case(number, edition, SPANS[edition], country, dealer, sources)
    yield case
    if later and case.row["certainty"] != CERTAINTIES[-1]:
        roster = grow_roster(case.roster, country, case.prefecture["都道府県コード"])
        yield with_roster(case, later[0], SPANS[later[0]], roster)


def _write_folder(data: Path, tables: Tables, sources: list[Row]) -> None:
    shutil.copytree(CODES, data / "codes")
    (data / MARKER).write_text(MARKER_TEXT, encoding="utf-8")
    for (schema, path), rows in tables.items():
        if rows:
            _write_table(data / f"{path}.csv", schema, rows)
    _write_table(data / "sources.csv", "sources", sources)
    for name in EMPTY_TABLES:
        _write_table(data / source_schemas()[name].files, name, [])
    _write_table(data / "withdrawn.csv", "withdrawals", [])


def _write_table(path: Path, schema_name: str, rows: list[Row]) -> None:
    schema = source_schemas()[schema_name]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(schema.header)
        writer.writerows([row[column] for column in schema.columns] for row in rows)
