"""Every correction needs its erratum, and every erratum must be true."""

import shutil
from pathlib import Path

from typer.testing import CliRunner

from pipeline.__main__ import app
from pipeline.messages import sentences
from releases.record import Record

# Shown by other tests of this folder.
SHOWN_ELSEWHERE = {
    "value_without_erratum",
    "removed_row_without_erratum",
    "added_row_without_erratum",
    "case_id_of_another_case",
    "statement_without_source",
    "erratum_without_release",
    "release_changed",
    "release_missing",
    "release_added",
    "release_gone",
    "release_unlisted",
    "release_unchained",
    "erratum_edited",
    "erratum_removed",
    "withdrawal_edited",
    "withdrawal_removed",
    "withdrawal_incomplete",
    "withdrawal_superfluous",
    "withdrawal_case_unknown",
    "withdrawal_column_unknown",
    "withdrawal_undone_unknown",
}


def test_changing_one_published_value_fails_with_the_row_to_add_and_adding_it_passes(record: Record) -> None:
    record.edit("10-5001", 参加自治体数="16")
    command = ["check", "--data", str(record.data)]
    failed = CliRunner().invoke(app, command)
    assert failed.exit_code == 2
    assert "survey/2024-01-31/10-gunma.csv:2: " in failed.output
    assert (
        "表「共同調達の事例」の 10-5001 の「参加自治体数」は、リリース 1.0.0 では「15」でしたが、いまは「16」です。"
        in failed.output
    )
    draft = next(line for line in failed.output.splitlines() if line.startswith("E0001,"))
    assert (
        draft.startswith("E0001,20")
        and ",2024-01-31,1.0.0,1.0.0,cases,10-5001,値,participant_count,15,16,一般," in draft
    )
    with (record.data / "errata.csv").open("a", encoding="utf-8") as file:
        file.write(f"{draft}\n")
    assert record.problems() == []


def test_rows_need_errata_too_and_updates_do_not(record: Record) -> None:
    record.remove("24-5001")
    record.edit("36-5001", 補助金名="")
    record.edit("19-5001", 費用按分の基準="その他;人口割;均等割")
    record.edit("28-5001", 連絡先="電話 00-0000-1111（架空）", 備考="注記を書きかえた。")
    drafts = record.add_drafted_errata()
    drafted = {(table, key, kind) for *_, table, key, kind in (draft.split(",")[:8] for draft in drafts)}
    assert {("cases", "24-5001", "行削除"), ("cases", "36-5001", "値")} <= drafted
    assert ("cases", "19-5001", "値") in drafted
    assert not any(key == "28-5001" for _, key, _ in drafted)
    assert record.history_problems() == []


def test_every_untrue_erratum_gets_its_sentence(record: Record) -> None:
    record.edit("10-5001", 参加自治体数="16")
    contact = record.case("28-5001")["連絡先"]
    record.edit("28-5001", 連絡先="電話 00-0000-1111（架空）", 備考="注記を書きかえた。")
    record.edit("11-5001", 導入年="2016")
    record.edit("22-5001", 導入年="2001")
    wrong = {
        "erratum_release_unknown": {"first_wrong_release": "0.9.0"},
        "erratum_table_unknown": {"table": "case_totals"},
        "erratum_column_unknown": {"column": "参加自治体数"},
        "erratum_too_early": {"key": "12-5001", "published_on": "2026-01-09"},
        "erratum_row_unknown": {"key": "10-9999"},
        "erratum_wrong_not_published": {"wrong_value": "14", "key": "20-5001"},
        "erratum_right_differs": {"key": "21-5001", "wrong_value": "42", "right_value": "43"},
        "erratum_of_update": {"key": "28-5001", "column": "contact_point", "wrong_value": contact, "right_value": "電話 00-0000-1111（架空）"},
        "erratum_row_still_there": {"kind": "行削除", "column": "", "key": "26-5001"},
        "erratum_row_not_added": {"kind": "行追加", "column": "", "key": "23-5001"},
        "erratum_too_light": {"severity": "軽微", "key": "11-5001", "column": "introduced_year", "wrong_value": "2015", "right_value": "2016"},
    }  # fmt: skip
    for number, cells in enumerate(wrong.values(), start=1):
        record.erratum(**{"erratum_id": f"E{number:04d}", **cells})
    for erratum_id in ("E0020", "E0021"):
        year = {"key": "22-5001", "column": "introduced_year", "wrong_value": "2016", "right_value": "2001"}
        record.erratum(erratum_id=erratum_id, **year)
    note = record.case("28-5001")["備考"]
    before = next(row for row in Record(record.data).read_released("1.0.0", "cases") if row["case_id"] == "28-5001")[
        "note"
    ]
    record.erratum(erratum_id="E0022", key="28-5001", column="note", wrong_value=before, right_value=note)
    found = {p.message.split(" ")[1]: p.cause for p in record.history_problems() if p.message.startswith("訂正 ")}
    expected = {f"E{number:04d}": cause for number, cause in enumerate(wrong, start=1)}
    assert found == {**expected, "E0021": "erratum_twice", "E0022": "erratum_of_computed"}
    said = {*wrong, "erratum_twice", "erratum_of_computed", "erratum_last_release"}
    assert {key for key, wording in sentences().items() if wording.where == "history"} == said | SHOWN_ELSEWHERE


def test_released_errata_and_withdrawals_are_neither_edited_nor_removed(eventful: Record, tmp_path: Path) -> None:
    shutil.copytree(eventful.data, tmp_path / "data")
    record = Record(tmp_path / "data")
    record.release("2026-03-01")
    errata, withdrawn = record.read("errata.csv"), record.read("withdrawn.csv")
    errata[0]["原因"] = "書きかえた"
    withdrawn[0]["理由"] = "書きかえた"
    record.write("errata.csv", [row for row in errata if row["訂正ID"] != "E0002"])
    record.write("withdrawn.csv", withdrawn[:1])
    record.erratum(erratum_id="E0009", first_wrong_release="1.0.0", last_wrong_release="1.0.0")
    causes = {p.cause for p in record.history_problems()}
    kept = {"erratum_edited", "erratum_removed", "withdrawal_edited", "withdrawal_removed"}
    assert kept | {"erratum_last_release"} <= causes


def test_before_the_first_release_there_is_nothing_to_correct(record: Record) -> None:
    shutil.rmtree(record.data / "releases")
    record.edit("10-5001", 参加自治体数="16")
    assert record.history_problems() == []
    record.erratum()
    assert [p.cause for p in record.history_problems()] == ["erratum_without_release"]


def test_every_aggregate_that_moved_is_listed_with_old_and_new_value(eventful: Record) -> None:
    rows = eventful.data / "releases" / "2.0.0" / "erratum_effects.csv"
    moved = {
        (r["erratum_id"], r["table"], r["key"], r["column"]): (r["before"], r["after"])
        for r in eventful.read(rows.relative_to(eventful.data).as_posix())
    }
    assert moved["E0001", "participation_by_system_type", "gis", "participant_total"] == ("15", "16")
    assert moved["E0002", "case_totals", "", "case_count"] == ("14", "13")
    assert all(before != after for before, after in moved.values())


def test_a_cause_that_was_not_known_yet_may_be_told_after_the_release(eventful: Record, tmp_path: Path) -> None:
    shutil.copytree(eventful.data, tmp_path / "data")
    record = Record(tmp_path / "data")
    record.edit("10-5001", 参加自治体数="17")
    record.add_drafted_errata()
    record.release("2026-03-01")
    errata = record.read("errata.csv")
    assert errata[-1]["原因"] == "確認中"
    errata[-1]["原因"] = "写しまちがい"
    record.write("errata.csv", errata)
    assert record.history_problems() == []
    errata[-1]["利用者へのお願い"] = "書きかえた"
    record.write("errata.csv", errata)
    assert [(p.cause, p.column) for p in record.history_problems()] == [("erratum_edited", "利用者へのお願い")]


def test_another_value_in_a_cell_of_several_moves_only_what_was_published(record: Record) -> None:
    before = record.case("19-5001")["費用按分の基準"]
    record.edit("19-5001", 費用按分の基準="均等割" if before != "均等割" else "人口割")
    record.add_drafted_errata()
    history = record.compared()
    moved = history.pending_effects()
    assert moved and not any("blank" in row["key"] for row in moved)
    assert {row["column"] for row in moved} <= {"case_count", "answered_count", "not_collected_count"}


def test_a_corrected_official_figure_is_found_in_its_own_file(record: Record) -> None:
    path = "official/2024-01-31/case_counts_by_system_type.csv"
    rows = record.read(path)
    rows[1]["公表件数"] = str(int(rows[1]["公表件数"]) + 1)
    record.write(path, rows)
    places = {(Path(p.path).name, p.row) for p in record.history_problems() if p.cause == "value_without_erratum"}
    assert places == {("case_counts_by_system_type.csv", 3)}


def test_removing_a_case_with_a_withdrawn_answer_asks_for_its_erratum(record: Record) -> None:
    record.withdraw("列", case_id="24-5001", column="participant_count")
    record.release("2026-02-01")
    record.remove("24-5001")
    assert [p.cause for p in record.history_problems()] == ["removed_row_without_erratum"]


def test_a_released_edition_can_be_renamed_with_its_erratum(record: Record) -> None:
    editions = record.read("codes/editions.csv")
    editions[-1]["名称"] = "随時更新"
    record.write("codes/editions.csv", editions)
    assert [p.cause for p in record.history_problems()] == ["value_without_erratum"]
    (draft,) = record.add_drafted_errata()
    assert ",,1.0.0,1.0.0,editions,rolling,値,edition_name,随時,随時更新," in draft
    assert record.problems() == []
    assert [(j.change.column, j.nature, j.erratum_id) for j in record.compared().pending] == [
        ("edition_name", "correction", "E0001"),
        ("edition_name_en", "computed", ""),  # the English of the new name is not known
    ]
