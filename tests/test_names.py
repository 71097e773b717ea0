"""One name means one thing in the whole package, and one file name one file: whoever looks for a word finds one place."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "build" / "pipeline"
COMMANDS = PACKAGE / "__main__.py"  # a command is called like the function that it calls


def public_names(module: Path) -> Iterator[str]:
    """List what a module defines for others: functions, classes, constants and types without an underscore in front."""
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        names = [getattr(node, "name", "")]
        names += [t.id for t in getattr(node, "targets", [getattr(node, "target", None)]) if isinstance(t, ast.Name)]
        yield from (name for name in names if isinstance(name, str) and name and not name.startswith("_"))


def test_every_public_name_is_defined_in_one_module() -> None:
    places = defaultdict(list)
    for module in set(PACKAGE.rglob("*.py")) - {COMMANDS}:
        for name in public_names(module):
            places[name].append(module.relative_to(PACKAGE).as_posix())
    assert len(places) > 500
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_every_module_has_a_file_name_of_its_own() -> None:
    places = defaultdict(list)
    for module in PACKAGE.rglob("*.py"):
        if module.name != "__init__.py":
            places[module.name].append(module.relative_to(PACKAGE).as_posix())
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
