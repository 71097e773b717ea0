"""What was sound is not judged again; whatever could make it unsound is."""

from pathlib import Path

import pytest

from made.small import SURVEY_OSAKA
from pipeline import check
from pipeline.check import cross_table
from pipeline.check.memory import Memory
from pipeline.check.sound import Verdicts
from pipeline.messages import Problem


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8-sig", newline="")


def test_sound_data_are_not_judged_again(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check.check_data(data, Path("cache")).problems == []
    for module, name in ((check, "hold_rules"), (cross_table, "_database")):
        monkeypatch.setattr(module, name, lambda *_: pytest.fail("judged again"))
    result = check.check_data(data, Path("cache"))
    assert result.problems == []
    assert result == check.check_data(data, Path("cache"))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        pytest.param(SURVEY_OSAKA, "27-0001", "27-0002", id="key twice, or a participant of no case"),
        pytest.param("codes/prefectures.csv", "大阪府", "", id="empty where a value is required"),
        pytest.param("sources.csv", "", "", id="nothing"),
    ],
)
def test_faults_are_the_same_with_what_was_sound_before(data: Path, file: str, old: str, new: str) -> None:
    check.check_data(data, Path("cache"))
    if old:
        replace(data / file, old, new)
    known, anew = check.check_data(data, Path("cache")), check.check_data(data)
    assert known == anew
    assert bool(known.problems) == bool(old)
    assert check.check_data(data, Path("cache")) == anew, "a fault is found each time"


def test_what_the_gate_spoke_of_is_judged_once_it_is_mended(data: Path) -> None:
    """The gate speaks of a name that nothing has; once the cell is empty, only the rules of the schema can."""
    replace(data / SURVEY_OSAKA, "施設予約システム", "何か")
    assert check.check_data(data, Path("cache")).problems
    replace(data / SURVEY_OSAKA, "何か", "")
    known = check.check_data(data, Path("cache"))
    assert known.problems
    assert known == check.check_data(data)


def test_process_that_checks_again_finds_what_a_new_one_finds(data: Path) -> None:
    memory = Memory()
    assert check.check_data(data, memory=memory) == check.check_data(data)
    for old, new in (("はまなび予約", "うみまち予約"), ("27-0001", "27-0002"), ("27-0002", "27-0001")):
        replace(data / SURVEY_OSAKA, old, new)
        assert check.check_data(data, memory=memory) == check.check_data(data)
    replace(data / "codes/system_types.csv", "施設予約システム", "施設")
    known = check.check_data(data, memory=memory)
    assert known.problems
    assert known == check.check_data(data)


def test_another_table_of_a_rule_is_judged_with_it(data: Path) -> None:
    check.check_data(data, Path("cache"))
    sources = data / "sources.csv"
    head, *rows = sources.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    sources.write_text(head + "".join(rows[1:]), encoding="utf-8-sig", newline="")
    result = check.check_data(data, Path("cache"))
    assert result.problems
    assert result == check.check_data(data)


def test_folder_that_cannot_be_written_remembers_nothing(data: Path) -> None:
    Path("cache").write_text("a file, not a folder", encoding="utf-8")
    assert check.check_data(data, Path("cache")) == check.check_data(data, Path("cache")) == check.check_data(data)


def test_faults_are_not_remembered(tmp_path: Path) -> None:
    verdicts = Verdicts(tmp_path)
    fault = Problem("a.csv", 2, None, None, "何か", "直す", "決まり", "some")
    assert verdicts.judge(lambda: [fault], "rows") == [fault]
    assert verdicts.judge(list, "rows") == []
    assert verdicts.judge(lambda: [fault], "rows") == []
    assert verdicts.judge(lambda: [fault], "other rows") == [fault]


@pytest.mark.parametrize("unreadable", ["too large", "no file behind the name"])
def test_memory_takes_no_file_that_the_gate_refuses(data: Path, unreadable: str) -> None:
    path = data / SURVEY_OSAKA
    path.unlink()
    if unreadable == "too large":
        with path.open("wb") as file:
            file.truncate(1_000_000_000)
    else:
        path.symlink_to(path.name)
    memory = Memory()
    assert check.check_data(data, memory=memory) == check.check_data(data, memory=memory) == check.check_data(data)
