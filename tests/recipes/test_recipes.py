"""Every recipe works as it is written, and none of its steps can be left out."""

import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from made.small import write_valid
from pipeline.paths import ROOT
from recipe import Step, StepDoesNotFit, read_recipes, run

RECIPES = read_recipes((ROOT / "RECIPES.md").read_text(encoding="utf-8"))
GENERATED = shutil.ignore_patterns("out", ".venv", ".git", "__pycache__", ".*_cache")


QUESTION_IS_IN_ENGLISH = """
from pipeline.english import in_english
from pipeline.schemas import source_schemas
(question,) = (f for f in source_schemas()["survey_cases"].fields if f.column == "accepts_on_holidays")
assert in_english(question.description)
"""


CHART_IS_SHOWN = """
from pathlib import Path
from pipeline.check import check_data
from pipeline.identity import read_identity
from pipeline.pages.chart_bundles import figures_in
from pipeline.pages.charts import ChartBook
from pipeline.pages.model import Model
from pipeline.pages.page import Inputs
from pipeline.pages.registry import PAGES
from pipeline.tables.aggregate import aggregate
data = Path("small")
inputs = Inputs(Model.read(aggregate(check_data(data).files)), read_identity(data), ChartBook(Path("out/cache/charts")))
text, shown = next(page for page in PAGES if page.address == "status/").render(inputs)
assert "official-match" in [figure.id for figure in figures_in(shown)]
assert 'id="official-match-title"' in text and "収録した事例は 3 件" in text
"""


def _check_is_proven(project: Path) -> None:
    expected = (project / "tests/faults/service-is-not-supplier/expected.txt").read_text(encoding="utf-8")
    assert "列「サービス名」と列「事業者名」が、同じ「はまなび予約」です。" in expected


def _table_has_a_page(project: Path) -> None:
    site = _build_small(project)
    assert '<td class="number">3</td>' in (site / "certainties" / "index.html").read_text(encoding="utf-8")
    tables = json.loads((site / "data" / "latest" / "dictionary_tables.json").read_text(encoding="utf-8"))
    assert all(row["row_meaning_en"] for row in tables)


def _chart_is_shown(project: Path) -> None:
    write_valid(project / "small")
    run(f".venv/bin/python -c {shlex.quote(CHART_IS_SHOWN)}", project)


def _build_small(project: Path) -> Path:
    """Build the site of the small made-up data in the copy."""
    write_valid(project / "small")
    run(".venv/bin/python -m pipeline build --data small", project)
    return project / "out" / "site"


def _question_is_asked(project: Path) -> None:
    survey = (project / "data/survey/2024-01-31/27-osaka.csv").read_text(encoding="utf-8-sig")
    assert "祝日の受付" in survey.split("\n")[0]
    run(f".venv/bin/python -c {shlex.quote(QUESTION_IS_IN_ENGLISH)}", project)
    run(".venv/bin/python -m pipeline check", project)


def _question_is_shown(site: Path) -> None:
    header = (site / "data/latest/cases.csv").read_text(encoding="utf-8-sig").split("\n")[0]
    assert "accepts_on_holidays_status" in header
    assert "祝日の受付" in (site / "cases" / "27-0003" / "index.html").read_text(encoding="utf-8")


def _edition_is_whole(project: Path) -> None:
    for table in ("survey", "participation"):
        assert (project / "data" / table / "2025-01-31" / "27-osaka.csv").is_file()
    assert (project / "data/official/2025-01-31/case_counts_by_system_type.csv").is_file()
    run(".venv/bin/python -m pipeline check", project)


def _edition_is_shown(site: Path) -> None:
    assert "2025年1月31日時点" in (site / "status" / "index.html").read_text(encoding="utf-8")
    participations = (site / "data" / "latest" / "participations.csv").read_text(encoding="utf-8-sig")
    assert any(line.startswith("2025-01-31,27-0003,") and ",joined," in line for line in participations.split("\n"))


def _release_is_frozen(project: Path) -> None:
    ledgers = [folder / "data/releases/ledger.csv" for folder in (ROOT, project)]
    before, after = (path.read_text(encoding="utf-8-sig").splitlines() for path in ledgers)
    assert after[:-1] == before
    source = project / "data/releases" / after[-1].split(",")[0] / "source"
    assert "見本のことば" in (source / "codes/search_synonyms.csv").read_text(encoding="utf-8")
    run(".venv/bin/python -m pipeline check", project)


# What must be true once a recipe has been carried out; it fails when a step was left out.
PROOFS: dict[str, Callable[[Path], None]] = {
    "Add a check": _check_is_proven,
    "Add a published table with its page": _table_has_a_page,
    "Add a chart": _chart_is_shown,
    "Add a question of the survey": _question_is_asked,
    "Add an edition": _edition_is_whole,
    "Make a release": _release_is_frozen,
}
# What the site that a recipe builds shows.
SHOWN: dict[str, Callable[[Path], None]] = {
    "Add a question of the survey": _question_is_shown,
    "Add an edition": _edition_is_shown,
}
STEPS = [(name, number) for name, steps in RECIPES.items() for number, step in enumerate(steps) if not step.only_looks]


@pytest.fixture
def project(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, without what is generated; drawn pictures are kept for all copies."""
    folder = shutil.copytree(ROOT, tmp_path / "project", ignore=GENERATED)
    cache = tmp_path_factory.getbasetemp() / "recipes-cache"
    cache.mkdir(exist_ok=True)
    (folder / "out").mkdir()
    (folder / "out" / "cache").symlink_to(cache, target_is_directory=True)
    return folder


def _carry_out(steps: list[Step], project: Path) -> None:
    for step in steps:
        step.carry_out(project)


def test_every_recipe_has_a_proof() -> None:
    assert list(RECIPES) == list(PROOFS)


@pytest.mark.parametrize("name", RECIPES)
def test_recipe_works_as_it_is_written(name: str, project: Path) -> None:
    _carry_out(RECIPES[name], project)
    if name in SHOWN:
        SHOWN[name](project / "out" / "site")
    PROOFS[name](project)


@pytest.mark.parametrize(("name", "left_out"), STEPS)
def test_no_step_of_a_recipe_can_be_left_out(name: str, left_out: int, project: Path) -> None:
    steps = RECIPES[name]
    with pytest.raises((StepDoesNotFit, AssertionError, FileNotFoundError)):
        _carry_out([s for s in steps[:left_out] + steps[left_out + 1 :] if not s.only_looks], project)
        PROOFS[name](project)
