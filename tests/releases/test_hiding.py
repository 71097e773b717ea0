"""A withdrawal whose reason demands it leaves the value nowhere: in no table, change, erratum or old release."""

import csv
import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pyarrow.parquet
import pytest

from pipeline.files.formats import TABLE_FORMATS
from pipeline.files.releases import place_frozen, write_releases
from pipeline.history.publication import replaced_files, replacing_withdrawals
from pipeline.history.store import read_releases
from pipeline.history.withdrawals import Withdrawal
from pipeline.identity import read_identity
from pipeline.pages.case_events import events_of
from pipeline.schemas import published_schemas, source_schemas
from pipeline.tables import database
from releases.record import Record
from shared import made_once

SECRET = "ひみつ"


@pytest.fixture(scope="session")
def corrected(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an effect that was corrected twice; never changed by a test."""
    return made_once("corrected", tmp_path_factory, lambda folder: correct_twice(released, folder))


@pytest.fixture
def corrected_record(corrected: Path, tmp_path: Path) -> Record:
    """A copy of that folder, to be edited."""
    return Record(shutil.copytree(corrected, tmp_path / "data"))


def newest_of(record: Record) -> str:
    return read_releases(record.data)[-1].version


def correct_twice(released: Path, folder: Path) -> None:
    """Publish an effect and its evidence, correct both in the next release, and release that too."""
    shutil.copytree(released, folder, dirs_exist_ok=True)
    record = Record(folder)
    evidence, source = record.data / "evidence" / "2024-01-31" / "10-gunma.csv", record.read("sources.csv")[0]["出典ID"]
    evidence.parent.mkdir(parents=True, exist_ok=True)
    evidence.write_text(",".join(source_schemas()["evidence"].header) + "\n", encoding="utf-8")
    stated = {"項目": "調達の効果", "値": f"{SECRET}と述べる", "出典ID": source, "採否": "採用"}
    record.append(evidence.relative_to(record.data).as_posix(), 事例ID="10-5001", **stated)
    for number, day in enumerate(("2026-02-01", "2026-03-01")):
        record.edit("10-5001", 調達の効果=f"{SECRET}{number}")
        record.add_drafted_errata()
        record.release(day)


def everything_published(record: Record, folder: Path, in_every_format: str = "") -> dict[str, str]:
    """Give the text of every published table and of the files of the old releases.

    All formats are made from the CSV files that `place_frozen` puts there, so that most tests need look at these only;
    `in_every_format` names a release that is written whole.
    """
    connection, history = record.aggregate()
    tables = {name: str(database.read_rows(connection, name)) for name in published_schemas()}
    withdrawals = database.read_rows(connection, "withdrawals")
    for release in history.releases:
        if release.version == in_every_format:
            write_releases([release], withdrawals, folder, folder.parents[1] / "kept", read_identity(record.data))
        else:
            (target := folder / f"v{release.version}").mkdir(parents=True)
            place_frozen(release, replaced_files(release, replacing_withdrawals(withdrawals)), target)
    files = {str(f.relative_to(folder)): text_of(f) for f in folder.rglob("*") if f.is_file()}
    return tables | files


def text_of(path: Path) -> str:
    """Give all that a file says: of a ZIP or workbook its members, of Parquet its rows; the database holds its texts as they are."""
    if path.suffix in (".zip", ".xlsx"):
        return _text_of_members(path.read_bytes())
    if path.suffix == ".parquet":
        return str(pyarrow.parquet.read_table(path).to_pylist())
    return path.read_bytes().decode("utf-8", errors="ignore")


def _text_of_members(archive: bytes) -> str:
    with ZipFile(BytesIO(archive)) as members:
        read = {entry.filename: members.read(entry) for entry in members.infolist()}
    nested = [_text_of_members(content) for name, content in read.items() if name.endswith(".xlsx")]
    return "".join([*nested, *(content.decode("utf-8", errors="ignore") for content in read.values())])


def test_a_value_taken_out_of_old_releases_survives_nowhere(corrected_record: Record, tmp_path: Path) -> None:
    record, version = corrected_record, newest_of(corrected_record)
    named = [
        name for name, text in everything_published(record, tmp_path / "before", version).items() if SECRET in text
    ]
    frozen = {
        f"v{version}/{name}" for name in ("notes.md", "errata.json", *(f"case_points.{kind}" for kind in TABLE_FORMATS))
    }
    whole = {f"v{version}/joint-procurement.{kind}" for kind in ("xlsx", "duckdb", "zip")}
    assert {"case_points", "changes", "errata", "case_evidence", *frozen, *whole} <= set(named)
    record.withdraw("列", "差し替える", case_id="10-5001", column="effects")
    after = everything_published(record, tmp_path / "after", version)
    assert [name for name, text in after.items() if SECRET in text] == []
    assert record.history_problems() == []
    record.release("2026-04-01")
    later = everything_published(record, tmp_path / "later")
    assert [name for name, text in later.items() if SECRET in text] == []
    assert record.history_problems() == []


def test_the_values_come_back_when_the_withdrawal_is_undone(corrected_record: Record, tmp_path: Path) -> None:
    record, version = corrected_record, newest_of(corrected_record)
    taken = record.withdraw("列", "差し替える", case_id="10-5001", column="effects")
    record.release("2026-04-01")
    record.undo(taken)
    after = everything_published(record, tmp_path / "site")
    assert SECRET in after["case_points"] and SECRET in after[f"v{version}/errata.json"]
    assert record.history_problems() == []


def test_every_withdrawal_that_replaces_a_file_is_named(record: Record, tmp_path: Path) -> None:
    record.withdraw("列", "差し替える", case_id="10-5001", column="participant_count")
    record.withdraw("事例", "差し替える", case_id="25-5001")
    everything_published(record, tmp_path / "site")
    notice = (tmp_path / "site" / "v1.0.0" / "WITHDRAWN.txt").read_text(encoding="utf-8")
    assert {line.split("（")[0] for line in notice.splitlines() if line.startswith("cases.csv")} == {
        "cases.csv: W0001",
        "cases.csv: W0002",
    }


def test_a_case_that_was_removed_can_still_be_taken_out_of_old_releases(record: Record, tmp_path: Path) -> None:
    record.edit("24-5001", サービス名=SECRET, 備考=SECRET)
    record.add_drafted_errata()
    record.release("2026-02-01")
    record.remove("24-5001")
    record.add_drafted_errata()
    record.release("2026-03-01")
    record.withdraw("事例", "差し替える", case_id="24-5001")
    assert record.history_problems() == []
    published = everything_published(record, tmp_path / "site")
    assert [place for place, text in published.items() if SECRET in text] == []
    with (tmp_path / "site" / "v1.0.0" / "cases.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file)) == ["notice"]


def test_a_withdrawn_case_is_told_in_one_sentence(record: Record) -> None:
    record.withdraw("事例", "差し替える", case_id="25-5001")
    connection, _ = record.aggregate()
    changes = [row for row in database.read_rows(connection, "changes") if row["case_id"] == "25-5001"]
    told = [row for row in changes if row["nature"] != "computed"]
    assert len(told) > 10
    assert [event.text for event in events_of(told, {})] == ["この事例を取り下げました。"]


def test_withdrawing_all_rosters_asks_for_no_erratum(record: Record) -> None:
    record.withdraw("表", table="participations")
    assert record.history_problems() == []
    assert [r.version for r in read_releases(record.data)] == ["1.0.0"]


REPEATED = {"background": "秘密の経緯 / 別の要点", "service_name": "秘密の名", "contact_office": "秘密の課"}


@pytest.fixture(scope="session")
def repeated(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with answers that other tables repeat, and that are blank since; never changed by a test."""
    return made_once("repeated", tmp_path_factory, lambda folder: answer_and_blank(released, folder))


def answer_and_blank(released: Path, folder: Path) -> None:
    shutil.copytree(released, folder, dirs_exist_ok=True)
    record, names = Record(folder), {f.column: f.name for f in source_schemas()["survey_cases"].fields}
    for answers, day in ((REPEATED, "2026-02-01"), (dict.fromkeys(REPEATED, "…"), "2026-03-01")):
        record.edit("10-5001", **{names[column]: answer for column, answer in answers.items()})
        record.add_drafted_errata()
        record.release(day)


@pytest.fixture(scope="module")
def told(repeated: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """All that is published of that data folder before anything is withdrawn."""
    return "\n".join(everything_published(Record(repeated), tmp_path_factory.mktemp("told") / "site").values())


@pytest.mark.parametrize("column", REPEATED)
def test_tables_that_repeat_an_answer_lose_it_as_well(repeated: Path, told: str, tmp_path: Path, column: str) -> None:
    record, secret = Record(shutil.copytree(repeated, tmp_path / "data")), REPEATED[column].partition(" / ")[0]
    assert secret in told
    record.withdraw("列", "差し替える", case_id="10-5001", column=column)
    published = everything_published(record, tmp_path / "site")
    assert [place for place, text in published.items() if secret in text] == []
    later = record.release("2026-04-01").name
    everything_published(record, tmp_path / "later")
    for table in ("cases", "cases_wide", "case_points", "supply", "prefectures"):
        text = (tmp_path / "later" / f"v{later}" / f"{table}.csv").read_text(encoding="utf-8-sig")
        assert not text.startswith("notice"), table


def test_an_office_lent_to_a_neighbouring_case_is_hidden_in_changes() -> None:
    taken = Withdrawal("W0001", "2026-04-01", "列", "", "cases", "10-5001", "contact_office", "", "差し替える")
    cells = [("10-5002", "office"), ("10-5002", "phone"), ("10-5002", "annual_cost_band"), ("11-5001", "office")]
    hidden = [taken.hides("supply", "2024-01-31", case_id, column) for case_id, column in cells]
    assert hidden == [True, False, False, False]
