"""Which changes are corrections, and which only add, take back, remark or follow."""

import pytest

from pipeline.history.changes import compare
from pipeline.history.comparison import Comparison
from pipeline.history.corrections import Correction, corrections_of, least_severity
from pipeline.history.kinds_of_change import Judge
from pipeline.history.tables import Row, Table, Tables, describe
from pipeline.history.versions import next_version
from pipeline.schemas import published_schemas

EDITION = "2024-01-31"


def table(name: str, *rows: Row) -> Table:
    description = describe(published_schemas()[name])
    full = [{**dict.fromkeys(description.meanings, ""), "edition": EDITION, **row} for row in rows]
    return Table(description, {description.key_of(row): row for row in full})


def case(**cells: str) -> Row:
    plain = {"case_id": "27-0001", "is_withdrawn": "false", "certainty": "公表", "roster_scope": "全部"}
    return {**plain, **cells}


def natures(before: Tables, after: Tables) -> dict[str, str]:
    judged = Judge(before, after).judge(compare(before, after))
    return {j.change.column: j.nature for j in judged}


def between_cases(before: Row, after: Row) -> dict[str, str]:
    return natures({"cases": table("cases", case(**before))}, {"cases": table("cases", case(**after))})


def answer(value: str, status: str = "answered") -> Row:
    return {"participant_count": value, "participant_count_status": status}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (answer("12"), answer("14"), {"participant_count": "correction"}),
        (answer("12"), answer("", "withheld"), {"participant_count": "correction", "participant_count_status": "computed"}),
        (answer("", "not_collected"), answer("12"), {"participant_count": "update", "participant_count_status": "update"}),
        (answer("", "blank"), answer("12"), {"participant_count": "update", "participant_count_status": "update"}),
        (answer("", "not_collected"), answer("", "unknown"), {"participant_count_status": "update"}),
        (answer("", "withheld"), answer("", "blank"), {"participant_count_status": "correction"}),
        (answer("12"), answer("", "withdrawn"), {"participant_count": "withdrawal", "participant_count_status": "withdrawal"}),
        ({"certainty": "存在のみ"}, {"certainty": "公表"}, {"certainty": "update"}),
        ({"certainty": "公表"}, {"certainty": "存在のみ"}, {"certainty": "correction"}),
        ({"roster_scope": "一部"}, {"roster_scope": "全部"}, {"roster_scope": "update"}),
        ({"roster_scope": "一部"}, {"roster_scope": "なし"}, {"roster_scope": "correction"}),
        ({"note": "甲"}, {"note": "乙"}, {"note": "remark"}),
        ({"system_type": "甲"}, {"system_type": "乙"}, {"system_type": "computed"}),
        ({"system_type_code": "a"}, {"system_type_code": "b"}, {"system_type_code": "correction"}),
        ({"subsidies_status": "answered"}, {"subsidies_status": "blank"}, {"subsidies_status": "correction"}),
    ],
)  # fmt: skip
def test_nature_of_a_cell_of_a_case(before: Row, after: Row, expected: dict[str, str]) -> None:
    assert between_cases(before, after) == expected


def subsidies(status: str, *names: str) -> Tables:
    rows = [{"case_id": "27-0001", "subsidy": name} for name in names]
    return {"cases": table("cases", case(subsidies_status=status)), "case_subsidies": table("case_subsidies", *rows)}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (subsidies("answered", "甲"), subsidies("answered", "甲", "乙"), "correction"),
        (subsidies("answered", "甲", "乙"), subsidies("answered", "甲"), "correction"),
        (subsidies("not_collected"), subsidies("answered", "甲"), "update"),
        (subsidies("answered", "甲"), subsidies("blank"), "computed"),
        (subsidies("answered", "甲"), subsidies("withdrawn"), "withdrawal"),
    ],
)
def test_nature_of_a_value_of_several(before: Tables, after: Tables, expected: str) -> None:
    assert natures(before, after)["subsidy"] == expected


def participation(state: str, basis: str, **cells: str) -> Tables:
    row = {"case_id": "27-0001", "municipality_code": "27100", "participation": state, "participation_basis": basis}
    return {"cases": table("cases", case()), "participations": table("participations", {**row, **cells})}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (participation("unknown", "none"), participation("joined", "stated"), "update"),
        (participation("joined", "stated"), participation("unknown", "none"), "correction"),
        (participation("not_joined", "implied"), participation("joined", "stated"), "correction"),
        (participation("not_joined", "implied"), participation("unknown", "none"), "computed"),
    ],
)
def test_nature_of_a_participation(before: Tables, after: Tables, expected: str) -> None:
    assert natures(before, after)["participation"] == expected


def test_a_year_on_the_list_is_an_answer_of_its_own() -> None:
    before = participation("joined", "stated", joined_year="2015", joined_year_status="answered")
    after = participation("joined", "stated", joined_year="2016", joined_year_status="answered")
    assert natures(before, after) == {"joined_year": "correction"}


def test_rows_of_a_removed_case_follow_from_it() -> None:
    after = {"cases": table("cases"), "case_subsidies": table("case_subsidies")}
    judged = natures(subsidies("answered", "甲"), after)
    assert (judged["subsidy"], judged["certainty"]) == ("computed", "correction")


def test_a_new_case_is_an_update_and_a_computed_table_never_more_than_computed() -> None:
    totals = {"case_count": "1"}
    before = {"cases": table("cases"), "case_totals": table("case_totals", totals)}
    after = {"cases": table("cases", case()), "case_totals": table("case_totals", {"case_count": "2"})}
    judged = natures(before, after)
    assert (judged["case_id"], judged["case_count"]) == ("update", "computed")


@pytest.mark.parametrize(
    ("before", "after", "version"),
    [
        ({"cases": table("cases", case())}, {"cases": table("cases")}, "2.0.0"),
        ({"cases": table("cases")}, {"cases": table("cases", case())}, "1.5.0"),
        ({"cases": table("cases", case(**answer("1")))}, {"cases": table("cases", case(**answer("2")))}, "1.4.3"),
        ({"cases": table("cases", case(note="甲"))}, {"cases": table("cases", case(note="乙"))}, "1.4.3"),
        (subsidies("answered", "甲", "乙"), subsidies("answered", "甲"), "1.4.3"),
        ({"cases": table("cases"), "case_totals": table("case_totals")}, {"cases": table("cases")}, "2.0.0"),
        ({"cases": table("cases")}, {"cases": table("cases"), "case_totals": table("case_totals")}, "1.5.0"),
    ],
)
def test_version_rises_with_what_changed(before: Tables, after: Tables, version: str) -> None:
    assert next_version("1.4.2", Judge(before, after).judge(compare(before, after))) == version


@pytest.mark.parametrize(
    ("column", "wrong", "right", "effects", "least"),
    [
        ("service_name", "甲", "乙", [], "軽微"),
        ("service_name", "甲", "乙", [{"table": "coverage"}], "一般"),
        ("participant_count", "12", "14", [], "一般"),
        ("participant_count", "12", "140", [], "重大"),
        ("participant_count", "12", "1", [], "重大"),
        ("participant_count", "12", "0", [], "重大"),
        ("environment", "甲", "乙", [], "一般"),
        ("participant_count", "12", "14", [{"table": "case_totals"}], "重大"),
    ],
)  # fmt: skip
def test_least_severity(column: str, wrong: str, right: str, effects: list[Row], least: str) -> None:
    tables = {"cases": table("cases", case())}
    correction = Correction("cases", EDITION, "27-0001", "値", column, wrong, right)
    assert least_severity(correction, effects, Comparison(tables, tables, [])) == least


def test_a_removed_row_is_one_correction_whatever_its_cells() -> None:
    before, after = {"cases": table("cases", case(**answer("1")))}, {"cases": table("cases")}
    judged = Judge(before, after).judge(compare(before, after))
    assert corrections_of(judged) == [Correction("cases", EDITION, "27-0001", "行削除")]
