"""Every recipe works as it is written, and none of its steps can be left out."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.paths import ROOT
from recipe import Step, StepDoesNotFit, read_recipes

RECIPES = read_recipes((ROOT / "RECIPES.md").read_text(encoding="utf-8"))
PARTS = ("build", "data", "schemas", "site_src", "tests", "Makefile", "mkdocs.yml", "pyproject.toml", "RECIPES.md")


def _check_is_proven(project: Path) -> None:
    expected = (project / "tests/faults/service-is-not-supplier/expected.txt").read_text(encoding="utf-8")
    assert "列「サービス名」と列「事業者名」が、同じ「はまなび予約」です。" in expected


# What must be true once a recipe has been carried out; it fails when a step was left out.
PROOFS: dict[str, Callable[[Path], None]] = {
    "Add a check": _check_is_proven,
}
STEPS = [(name, number) for name, steps in RECIPES.items() for number, step in enumerate(steps) if not step.only_looks]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, without what is generated."""
    folder = tmp_path / "project"
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copyfile
        copy(ROOT / part, folder / part)
    return folder


def _carry_out(steps: list[Step], project: Path) -> None:
    for step in steps:
        step.carry_out(project)


def test_every_recipe_has_a_proof() -> None:
    assert list(RECIPES) == list(PROOFS)


@pytest.mark.parametrize("name", RECIPES)
def test_recipe_works_as_it_is_written(name: str, project: Path) -> None:
    _carry_out(RECIPES[name], project)
    PROOFS[name](project)


@pytest.mark.parametrize(("name", "left_out"), STEPS)
def test_no_step_of_a_recipe_can_be_left_out(name: str, left_out: int, project: Path) -> None:
    steps = RECIPES[name]
    with pytest.raises((StepDoesNotFit, AssertionError, FileNotFoundError)):
        _carry_out(steps[:left_out] + steps[left_out + 1 :], project)
        PROOFS[name](project)
