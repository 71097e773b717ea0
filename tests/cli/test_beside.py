"""A task on another core: it is waited for, and its failure is not lost."""

from pathlib import Path

import pytest

from pipeline.second_process import TaskBesideFailed, beside


def test_what_the_task_writes_is_there_after_the_block(tmp_path: Path) -> None:
    with beside(lambda: (tmp_path / "made").write_text("yes", encoding="utf-8")):
        pass
    assert (tmp_path / "made").read_text(encoding="utf-8") == "yes"


def test_failure_of_the_task_is_raised_with_its_traceback() -> None:
    def fail() -> None:
        raise ValueError("no room")

    with pytest.raises(TaskBesideFailed, match="no room"), beside(fail):
        pass


def test_failure_of_the_block_is_raised_as_it_is() -> None:
    with pytest.raises(KeyError), beside(lambda: None):
        raise KeyError("block")
