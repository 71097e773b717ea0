"""The published files of 60 made-up cases: every status, every code list, texts that are hard to write."""

from dataclasses import replace
from pathlib import Path

import pytest

from made.synthesize import synthesize
from pipeline.check import check_data
from pipeline.files import describe_datasets, write_datasets
from pipeline.identity import read_identity
from pipeline.read.source_files import SourceFile
from pipeline.tables.aggregate import aggregate
from written_files import AWKWARD_TEXTS, Written


@pytest.fixture(scope="session")
def made_up_files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[SourceFile]]:
    """A folder of made-up data, and its files as the check reads them, with awkward notes put in."""
    data = tmp_path_factory.mktemp("made-up") / "data"
    synthesize(60, 1, data)
    result = check_data(data)
    assert not result.problems
    return data, [_with_awkward_notes(file) for file in result.files]


def _with_awkward_notes(file: SourceFile) -> SourceFile:
    if file.table != "sources":
        return file
    notes = [*AWKWARD_TEXTS, *(row[-1] for row in file.rows[len(AWKWARD_TEXTS) :])]
    return replace(file, rows=[[*row[:-1], note] for row, note in zip(file.rows, notes, strict=True)])


@pytest.fixture(scope="session")
def written(made_up_files: tuple[Path, list[SourceFile]], tmp_path_factory: pytest.TempPathFactory) -> Written:
    """All files of the made-up data."""
    data, files = made_up_files
    connection, identity = aggregate(files), read_identity(data)
    folder = tmp_path_factory.mktemp("written") / "datasets"
    write_datasets(lambda: connection, folder, identity)
    return Written(connection, folder, describe_datasets(folder, identity), identity)
