"""The valid made-up folder, and the code lists that single files are judged by."""

from pathlib import Path

import pytest

from made.small import write_valid
from pipeline.check.code_lists import read_code_lists
from pipeline.check.columns import CodeLists
from pipeline.check.folder import find


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh copy of the valid folder, in the working directory as a maintainer has it."""
    monkeypatch.chdir(tmp_path)
    write_valid(Path("data"))
    return Path("data")


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the check remembers what was sound: a test then judges only what it has made other than valid."""
    return tmp_path_factory.mktemp("sound")


@pytest.fixture(scope="session")
def code_lists(tmp_path_factory: pytest.TempPathFactory) -> CodeLists:
    """The code lists of the valid folder."""
    folder = tmp_path_factory.mktemp("valid")
    write_valid(folder)
    return read_code_lists(find(folder))
