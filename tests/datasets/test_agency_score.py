"""The score that the Digital Agency's scorer gives, on every published CSV, bundle of a chart and sheet of a workbook."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.national_rules import LEVELS
from pipeline.schemas import published_schemas
from rules.agency import NOT_JUDGED, Scored, accepted, lines, score_files
from rules.agency_rules import CHECKS
from rules.agency_sheet import Sheet, kind_of


def _sheet(header: list[str], *rows: Sequence[str | None]) -> Sheet:
    return Sheet("a.csv", header, [[*row] for row in rows])


def _choices(words: list[str]) -> Sheet:
    return _sheet(["a", "b"], *([word, "1"] for word in words))


@pytest.fixture(scope="module")
def scored(built_out: Path) -> list[Scored]:
    folder = built_out / "datasets"
    bundles = sorted((folder / "charts").glob("*.zip"))
    return score_files([*sorted(folder.glob("*.csv")), *bundles, *sorted(folder.glob("*.xlsx"))])


def test_what_is_found_is_known_and_has_a_reason(scored: list[Scored]) -> None:
    found = {column for file in scored for column in file.columns()}
    assert sorted(found - accepted().keys()) == []
    assert all(accepted().values())


def test_what_is_accepted_is_a_column_that_is_published() -> None:
    columns = {column for schema in published_schemas().values() for column in schema.columns}
    assert {column for _, column in accepted()} - columns == {"時点"}, "that one is in the bundle of a chart"


def test_no_file_loses_a_level(scored: list[Scored]) -> None:
    lowest = {level: min(file.score(level) for file in scored) for level in LEVELS}
    assert lowest == {1: 90, 2: 60, 3: 90}


def test_score_says_what_takes_no_part_in_it(scored: list[Scored]) -> None:
    assert "、".join(NOT_JUDGED) in list(lines(scored))[-1]
    assert not set(NOT_JUDGED) & set(CHECKS)


def test_score_says_that_workbooks_are_not_judged_where_there_are_none(scored: list[Scored]) -> None:
    said = "ブック（.xlsx）"
    assert [line for line in lines(scored) if said in line] == []
    without = [each for each in scored if ".xlsx" not in each.file]
    assert "判定できない" in next(line for line in lines(without) if said in line)


def test_every_table_is_scored_as_csv_and_as_a_sheet(scored: list[Scored]) -> None:
    sheets = [each.file for each in scored if ".xlsx" in each.file]
    assert len(sheets) >= len(published_schemas()) == sum(each.file.endswith(".csv") for each in scored)


BREAKING: dict[str, Sheet] = {
    "L1-05": _sheet(["", "b"], ["1", "2"]),
    "L1-06": _sheet(["a", "b"], ["あ\u3000い", "2"]),
    "L1-07": _sheet(["a", "b"], ["赤、青、黄", "2"]),
    "L2-01": _sheet(["a", "count"], ["x", "1"], ["y", "2"], ["z", "3人"]),
    "L2-02": _sheet(["a", "b"], ["赤", "2"], [None, "3"]),
    "L2-03": _sheet(["a", "a"], ["1", "2"]),
    "L2-04": _choices(["取組予定"] * 40 + ["取組予定※"]),
    "L2-05": _choices([*["可", "不可"] * 15, "その他：紙", "その他：電話"]),
    "L3-04": _sheet(["a", "pieces"], ["x", "1"]),
    "L3-05": _sheet(["a", "date"], ["x", "令和6年5月1日"]),
    "L3-06": _sheet(["prefecture", "b"], ["大阪", "1"]),
    "L3-09": _sheet(["a", "2020", "2021", "2022"], ["x", "1", "2", "3"]),
}


@pytest.mark.parametrize("rule", CHECKS)
def test_sheet_that_breaks_a_rule_is_found(rule: str) -> None:
    assert CHECKS[rule](BREAKING[rule])
    plain = _sheet(["name", "count"], ["赤", "1"], ["青", "2"])
    assert not CHECKS[rule](plain)


def test_kinds_are_guessed_from_four_fifths_of_the_cells() -> None:
    sheet = _sheet(["a", "b"], *[["1", "赤"]] * 4, ["あ", "2024-01-31"])
    assert sheet.kinds == ["numeric", "text"]
    assert kind_of(_sheet(["a"], *[["1"]] * 3, ["あ"]).columns[0]) == "mixed"
