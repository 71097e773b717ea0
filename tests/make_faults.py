"""Write tests/faults/ again from the catalogue, or the faults named: the faulty files, and what the check says of them.

Read the difference of every expected.txt before it is committed: it is what a maintainer will read.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from fault_catalogue import CATALOGUE
from fault_makers import FaultCase
from made.small import write_valid
from pipeline.check import check_data
from pipeline.check.problems import render_text

FAULTS = Path(__file__).resolve().parent / "faults"


def overlay(folder: Path, data: Path) -> None:
    """Put the files of one fault over the valid folder."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.name != "expected.txt":
            target = data / file.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)


def write_fault(name: str, case: FaultCase) -> None:
    folder = FAULTS / name
    shutil.rmtree(folder, ignore_errors=True)
    (folder / case.path).parent.mkdir(parents=True)
    (folder / case.path).write_bytes(case.content())
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        write_valid(Path("data"))
        overlay(folder, Path("data"))
        text = render_text(check_data(Path("data")).problems)
    (folder / "expected.txt").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:] or CATALOGUE:
        write_fault(name, CATALOGUE[name])
