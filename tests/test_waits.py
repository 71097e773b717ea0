"""A test waits for what it needs by Playwright's `expect` and locators, and for nothing else."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
UNSURE = {
    "sleep": "too short on a busy machine, too long on others",
    "wait_for_timeout": "too short on a busy machine, too long on others",
    "wait_for_function": "evaluates a string at every look, which the policy of our pages forbids from the second on",
    "wait_for_load_state": "the network may be idle before a script asks for what it needs",
    "networkidle": "the network may be idle before a script asks for what it needs",
    "set_options": "changes how long every later test of the process waits; `conftest.py` sets it for all",
}


def unsure_waits(code: str) -> list[str]:
    """Name the waits in a module that depend on how quick the machine is."""
    names = (_name(node) for node in ast.walk(ast.parse(code)))
    return [name for name in names if name in UNSURE]


def _name(node: ast.AST) -> str:
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name) | ast.Constant(value=str(name)):
            return name
    return ""


def test_tests_wait_for_what_they_need() -> None:
    modules = {*TESTS.rglob("test_*.py"), *TESTS.rglob("conftest.py")} - {Path(__file__)}
    found = {path.relative_to(TESTS).as_posix(): unsure_waits(path.read_text(encoding="utf-8")) for path in modules}
    assert {name: waits for name, waits in found.items() if waits} == {"conftest.py": ["set_options"]}


@pytest.mark.parametrize(
    "code",
    [
        "page.wait_for_function('x')",
        "time.sleep(1)",
        "sleep(1)",
        "p.goto(a, wait_until='networkidle')",
        "expect.set_options(timeout=1)",
    ],
)
def test_wait_that_depends_on_the_machine_is_found(code: str) -> None:
    assert len(unsure_waits(code)) == 1
