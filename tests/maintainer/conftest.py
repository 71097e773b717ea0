"""The made-up folder of tests/check, in the working directory as a maintainer has it, under git where it is asked for."""

import subprocess
from pathlib import Path

import pytest

from made.small import write_valid
from pipeline.check.code_lists import read_code_lists
from pipeline.check.columns import CodeLists
from pipeline.check.folder import find


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh copy of the valid folder."""
    monkeypatch.chdir(tmp_path)
    write_valid(Path("data"))
    return Path("data")


@pytest.fixture
def committed(data: Path) -> Path:
    """The valid folder, committed: `HEAD` is what a change is compared with."""
    for command in (["init", "--quiet"], ["add", "data"], ["commit", "--quiet", "--message", "base"]):
        identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"]
        subprocess.run(["git", *identity, *command], check=True)
    return data


@pytest.fixture(scope="session")
def code_lists(tmp_path_factory: pytest.TempPathFactory) -> CodeLists:
    """The code lists of the valid folder."""
    folder = tmp_path_factory.mktemp("lists")
    write_valid(folder)
    return read_code_lists(find(folder))
