"""tests/faults/: every kind of fault gets exactly the message that stands beside it."""

import re
from pathlib import Path

import pytest

from fault_catalogue import CATALOGUE, NEED_ALL_TABLES
from make_faults import FAULTS, overlay
from pipeline.check import check_data, check_files
from pipeline.check.columns import CodeLists
from pipeline.check.cross_table import cross_rules
from pipeline.check.folder import find
from pipeline.check.problems import Problem, render_text
from pipeline.messages import sentences

NAMES = sorted(folder.name for folder in FAULTS.iterdir() if folder.is_dir())
WITHIN_ONE_FILE = [name for name in NAMES if name not in NEED_ALL_TABLES]
# Sentences that no file of the corpus can hold; each has a test of its own in the module named.
SHOWN_ELSEWHERE = {
    "file_is_folder": "test_names_of_files.py",
    "file_is_special": "test_names_of_files.py",
    "file_missing": "test_check.py",
    "file_unreadable": "test_check.py",
    "file_too_large": "test_check.py",
    "file_too_long": "test_check.py",
    "min_length": "test_schema_rules.py",
    "type": "test_schema_rules.py",
    "primary_key_blank": "test_schema_rules.py",
}


def _expected(name: str) -> str:
    return (FAULTS / name / "expected.txt").read_text(encoding="utf-8").rstrip("\n")


@pytest.mark.parametrize("name", WITHIN_ONE_FILE)
def test_fault_within_a_file_gets_its_message(name: str, tmp_path: Path, code_lists: CodeLists) -> None:
    overlay(FAULTS / name, tmp_path)
    checked = check_files(find(tmp_path), code_lists, "data")
    problems = [problem for c in checked for problem in c.gated.problems + c.rule_problems]
    assert _in_order(render_text(problems)) == _in_order(_expected(name))
    _assert_places(problems)


@pytest.mark.parametrize("name", sorted(NEED_ALL_TABLES))
def test_fault_between_files_gets_its_message(name: str, data: Path, sound: Path) -> None:
    overlay(FAULTS / name, data)
    problems = check_data(data, sound).problems
    assert render_text(problems) == _expected(name)
    _assert_places(problems)


def _in_order(text: str) -> list[str]:
    return sorted(re.split(r"\n(?! )", text))


def _assert_places(problems: list[Problem]) -> None:
    """A fault of a cell names file, row and column; one of a row file and row; one of a file the file."""
    assert problems
    for problem in problems:
        assert problem.path.startswith("data/")
        assert problem.row is not None or problem.column is None
        assert problem.column is None or problem.row is not None


def test_corpus_holds_every_fault_of_the_catalogue() -> None:
    assert sorted(CATALOGUE) == NAMES
    assert len(NAMES) >= 60


@pytest.mark.parametrize("name", NAMES)
def test_faulty_file_is_what_the_catalogue_makes(name: str) -> None:
    case = CATALOGUE[name]
    assert (FAULTS / name / case.path).read_bytes() == case.content()


def test_every_sentence_is_the_message_of_some_fault() -> None:
    said = "\n".join(map(_expected, NAMES))
    here = {name: wording for name, wording in sentences().items() if wording.where in ("file", "cell")}
    silent = [name for name, wording in here.items() if not re.search(_as_pattern(wording.what), said)]
    assert sorted(silent) == sorted(SHOWN_ELSEWHERE)


def test_every_check_across_tables_is_the_message_of_some_fault() -> None:
    said = "\n".join(map(_expected, NAMES))
    assert [rule.file.stem for rule in cross_rules() if not re.search(_as_pattern(rule.what), said)] == []


def _as_pattern(sentence: str) -> str:
    """Match a sentence with anything in its gaps."""
    return ": " + ".+?".join(map(re.escape, re.split(r"\{\w+\}", sentence))) + r"\n"
