"""No code repeats a list of the survey's questions: what can be said of a question is said in its schema."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.paths import ASSETS, ROOT, SQL
from pipeline.schemas import source_schemas

QUESTIONS = {f.column for f in source_schemas()["survey_cases"].fields}
AT_MOST = 4
IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


def _literals(text: str) -> Iterator[set[str]]:
    """Give the texts of every list, tuple, set and of the keys of every dict in Python code."""
    for node in ast.walk(ast.parse(text)):
        parts = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", [])
        yield {part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def _bracketed(text: str) -> Iterator[set[str]]:
    """Give the words of every bracket that holds nothing but names, quoted or not."""
    for found in IN_BRACKETS.findall(text):
        names = {part.strip().strip("\"'") for part in found.split(",")}
        yield names if all(re.fullmatch(r"\w*", name) for name in names) else set()


def _lists(path: Path) -> Iterator[set[str]]:
    text = path.read_text(encoding="utf-8")
    yield from _literals(text) if path.suffix == ".py" else _bracketed(text)


def test_no_code_lists_the_questions() -> None:
    files = [*(ROOT / "build/pipeline").rglob("*.py"), *ASSETS.rglob("*.js"), *SQL.rglob("*.sql")]
    longest = {
        path.relative_to(ROOT).as_posix(): max((len(names & QUESTIONS) for names in _lists(path)), default=0)
        for path in files
    }
    assert len(files) > 200
    assert {path: count for path, count in longest.items() if count > AT_MOST} == {}


def test_a_list_is_seen() -> None:
    names = sorted(QUESTIONS)[:6]
    assert [len(found & QUESTIONS) for found in _literals(f"X = {names!r}\nY = {dict.fromkeys(names)!r}")].count(6) == 2
    assert next(_bracketed(f"select * exclude ({', '.join(names)})")) == set(names)
