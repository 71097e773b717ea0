"""A made-up record of fourteen cases that was released once, and the site of a record with everything that can happen."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from made.synthesize import synthesize
from pipeline.paths import ROOT
from releases.record import Record
from served import served
from shared import made_once, with_kept_pictures

GIS, DISASTER = "地理情報システム(GIS)", "災害対応支援システム"
# What the tests of this folder say of single cases stands here, and in no draw of lots.
CASES = {
    "09-5001": {"導入年": "2009"},
    "10-5001": {"システム種別": GIS, "参加自治体数": "15"},
    "11-5001": {"導入年": "2015"},
    "12-5001": {},
    "19-5001": {"費用按分の基準": "人口割", "連絡先": "電話 00-0000-0000（架空）"},
    "20-5001": {"参加自治体数": "12"},
    "21-5001": {"参加自治体数": "42"},
    "22-5001": {"導入年": "2016"},
    "23-5001": {},
    "24-5001": {"サービス名": "見本クラウド"},
    "25-5001": {"サービス名": "架空サービス", "導入年": "2012", "参加自治体数": "8"},
    "26-5001": {"参加自治体数": "11"},
    "28-5001": {"備考": "合成データ"},
    "36-5001": {
        "システム種別": DISASTER,
        "参加自治体数": "20",
        "国の補助金": "あり",
        "補助金名": "デジタル基盤改革支援補助金",
    },
}


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder with release 1.0.0; never changed by a test."""
    return made_once("released", tmp_path_factory, _release_once)


def _release_once(folder: Path) -> None:
    synthesize(40, 3, folder)
    record = Record(folder)
    record.complete()
    record.replace_cases(CASES)
    record.release("2026-01-10")


@pytest.fixture
def record(released: Path, tmp_path: Path) -> Record:
    """A copy of the released record, to be edited."""
    shutil.copytree(released, tmp_path / "data")
    return Record(tmp_path / "data")


@pytest.fixture(scope="session")
def eventful(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Record:
    """A record with two releases, corrections, an update, a removed case, withdrawals, and a change not yet released."""
    return Record(made_once("eventful", tmp_path_factory, lambda folder: _let_things_happen(released, folder)))


def _let_things_happen(released: Path, folder: Path) -> None:
    shutil.copytree(released, folder, dirs_exist_ok=True)
    record = Record(folder)
    record.edit("10-5001", 参加自治体数="16")
    record.edit("28-5001", 連絡先="電話 00-0000-1111（架空）")
    record.remove("24-5001")
    record.erratum(cause="写しまちがい")
    removed = {"erratum_id": "E0002", "key": "24-5001", "kind": "行削除", "severity": "重大"}
    record.erratum(**removed, column="", wrong_value="", right_value="", cause="共同調達ではなかった。")
    record.release("2026-02-01", note="試験のリリースです。")
    record.edit("09-5001", 導入年="2010")
    year = {"erratum_id": "E0003", "key": "09-5001", "column": "introduced_year", "severity": "一般"}
    record.erratum(**year, wrong_value="2009", right_value="2010", last_wrong_release="2.0.0")
    record.withdraw("列", case_id="19-5001", column="contact_point", old_releases="差し替える")
    record.withdraw("事例", case_id="25-5001")


@pytest.fixture(scope="session")
def eventful_site(eventful: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the eventful record."""
    from pipeline.line import build

    out = made_once("eventful-out", tmp_path_factory, lambda out: build(eventful.data, with_kept_pictures(out, ROOT)))
    return out / "site"


@pytest.fixture(scope="session")
def eventful_url(eventful_site: Path) -> Iterator[str]:
    """The address of that site, served on this machine; ends with a slash."""
    with served(eventful_site) as address:
        yield address
