"""Everything below data/ is read or named: folders, links and pipes with a data file's name, tables that are gone."""

import os
from pathlib import Path

import pytest

from made.small import ROSTER_OSAKA, SURVEY_OSAKA
from pipeline.check import check_data
from pipeline.schemas import source_schemas


def _causes(data: Path, sound: Path) -> list[tuple[str, str]]:
    return [(p.path, p.cause) for p in check_data(data, sound).problems]


def test_folder_with_the_name_of_a_file_is_named(data: Path, sound: Path) -> None:
    (data / "survey/rolling/27-osaka.csv").mkdir(parents=True)
    assert _causes(data, sound) == [("data/survey/rolling/27-osaka.csv", "file_is_folder")]


@pytest.mark.parametrize("kind", ["link to nowhere", "link to itself", "pipe"])
def test_what_is_no_file_is_named_and_never_opened(kind: str, data: Path, sound: Path) -> None:
    place = data / "survey/rolling/27-osaka.csv"
    place.parent.mkdir(parents=True)
    if kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to("gone.csv" if kind == "link to nowhere" else place.name)
    assert _causes(data, sound) == [("data/survey/rolling/27-osaka.csv", "file_is_special")]


@pytest.mark.parametrize("name", ["errata.csv", "withdrawn.csv", "codes/municipalities.csv"])
def test_table_that_was_released_is_missed(name: str, data: Path, sound: Path) -> None:
    released = data / "releases/1.0.0/source" / name
    released.parent.mkdir(parents=True)
    released.write_bytes(b"")
    (data / "withdrawn.csv").write_text(",".join(source_schemas()["withdrawals"].header) + "\n", encoding="utf-8")
    (data / name).unlink()
    assert (f"data/{name}", "file_missing") in _causes(data, sound)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("27-osaka.csv.txt", True),
        ("27-osaka.csv ", True),
        (" 27-osaka.csv", True),
        ("27-osaka.csv.bak", True),
        ("２７-osaka.csv", True),
        ("#27-osaka.csv#", True),
        ("27-osaka.scv", True),
        ("27-osaka..csv", True),
        ("メモ.docx", False),
    ],
)
def test_name_that_is_not_quite_right_is_named_with_the_right_one(
    name: str, meant: bool, data: Path, sound: Path
) -> None:
    place = data / Path(ROSTER_OSAKA).with_name(name)
    place.write_bytes((data / SURVEY_OSAKA).read_bytes())
    problems = [p for p in check_data(data, sound).problems if p.path.endswith(name)]
    assert len(problems) >= 1
    assert ("27-osaka.csv" in problems[0].message) is meant


def test_name_that_cannot_be_shown_is_shown_by_its_codes(data: Path, sound: Path) -> None:
    (data / "survey" / os.fsdecode(b"27-\xff.csv")).write_bytes(b"")
    assert [p.path for p in check_data(data, sound).problems] == ["data/survey/27-⟨U+DCFF⟩.csv"]


def test_what_programs_leave_beside_data_is_no_data(data: Path, sound: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "~$27-osaka.xlsx", ".~lock.27-osaka.csv#", "._27-osaka.csv"):
        (data / "survey" / name).write_bytes(b"\0")
    assert _causes(data, sound) == []
