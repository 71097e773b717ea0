"""Every recipe works as it is written, none of its steps can be left out, and one site shows what all of them add.

A step that only looks (`make check`, `make site`) is carried out once for all recipes: they are followed one after
another, as a successor would, and then looked at.
"""

import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.paths import ROOT
from recipe import Step, StepDoesNotFit, read_recipes, run
from shared import with_kept_pictures

RECIPES = read_recipes((ROOT / "RECIPES.md").read_text(encoding="utf-8"))
GENERATED = shutil.ignore_patterns("out", ".venv", ".git", "__pycache__", ".*_cache")


QUESTION_IS_IN_ENGLISH = """
from pipeline.english import in_english
from pipeline.schemas import source_schemas
(question,) = (f for f in source_schemas()["survey_cases"].fields if f.column == "accepts_on_holidays")
print(bool(in_english(question.description)))
"""


SMALL_DATA_ARE_DRAWN = """
from pathlib import Path
from made.model import IDENTITY, model_of
from pipeline.pages.chart_bundles import figures_in
from pipeline.pages.charts import ChartBook
from pipeline.pages.page import Inputs
from pipeline.pages.registry import PAGES
model = model_of()
inputs = Inputs(model, IDENTITY, ChartBook(Path("out/cache/charts")))
text, shown = next(page for page in PAGES if page.address == {address!r}).render(inputs)
"""
CHART_IS_SHOWN = """
ids = [figure.id for figure in figures_in(shown)]
print("official-match" in ids and 'id="official-match-title"' in text and "収録した事例は 3 件" in text)
"""
TABLE_HAS_A_PAGE = """
is_described = all(row["row_meaning_en"] for row in model.tables["dictionary_tables"])
print(is_described and '<td class="number">3</td>' in text)
"""


def _check_is_proven(project: Path) -> bool:
    expected = (project / "tests/faults/service-is-not-supplier/expected.txt").read_text(encoding="utf-8")
    return "列「サービス名」と列「事業者名」が、同じ「はまなび予約」です。" in expected


def _table_has_a_page(project: Path) -> bool:
    return _is_drawn("certainties/", TABLE_HAS_A_PAGE, project)


def _chart_is_shown(project: Path) -> bool:
    return _is_drawn("status/", CHART_IS_SHOWN, project)


def _is_drawn(address: str, question: str, project: Path) -> bool:
    """Ask something of a page of the small made-up data, drawn by the code of the copy."""
    return _says_true(SMALL_DATA_ARE_DRAWN.format(address=address) + question, project)


def _says_true(program: str, project: Path) -> bool:
    return run(f".venv/bin/python -c {shlex.quote(program)}", project).strip() == "True"


def _passes_the_check(project: Path) -> bool:
    return "問題はありません" in run(".venv/bin/python -m pipeline check", project)


def _question_is_asked(project: Path) -> bool:
    survey = (project / "data/survey/2024-01-31/27-osaka.csv").read_text(encoding="utf-8-sig")
    is_column = "祝日の受付" in survey.split("\n")[0]
    return is_column and _says_true(QUESTION_IS_IN_ENGLISH, project) and _passes_the_check(project)


def _table_is_on_the_site(site: Path) -> bool:
    page = (site / "certainties" / "index.html").read_text(encoding="utf-8")
    tables = json.loads((site / "data" / "latest" / "dictionary_tables.json").read_text(encoding="utf-8"))
    (row,) = (row for row in tables if row["table_name"] == "case_counts_by_certainty")
    return "収録（件）" in page and row["row_meaning_en"] == "One row is one degree of certainty in one edition."


def _chart_is_on_the_site(site: Path) -> bool:
    is_drawn = 'id="official-match-title"' in (site / "status" / "index.html").read_text(encoding="utf-8")
    return is_drawn and any("official-match" in path.name for path in (site / "data/latest/charts").glob("*.zip"))


def _question_is_shown(site: Path) -> bool:
    header = (site / "data/latest/cases.csv").read_text(encoding="utf-8-sig").split("\n")[0]
    page = (site / "cases" / "27-0003" / "index.html").read_text(encoding="utf-8")
    return "accepts_on_holidays_status" in header and "祝日の受付" in page


def _edition_is_whole(project: Path) -> bool:
    files = (
        "survey/2025-01-31/27-osaka.csv",
        "participation/2025-01-31/27-osaka.csv",
        "official/2025-01-31/case_counts_by_system_type.csv",
    )
    return all((project / "data" / file).is_file() for file in files) and _passes_the_check(project)


def _edition_is_shown(site: Path) -> bool:
    status = (site / "status" / "index.html").read_text(encoding="utf-8")
    participations = (site / "data" / "latest" / "participations.csv").read_text(encoding="utf-8-sig")
    lines = (line for line in participations.split("\n") if line.startswith("2025-01-31,27-0003,"))
    return "2025年1月31日時点" in status and any(",joined," in line for line in lines)


def _release_is_frozen(project: Path) -> bool:
    ledgers = [folder / "data/releases/ledger.csv" for folder in (ROOT, project)]
    before, after = (path.read_text(encoding="utf-8-sig").splitlines() for path in ledgers)
    synonyms = project / "data/releases" / after[-1].split(",")[0] / "source/codes/search_synonyms.csv"
    is_frozen = after[:-1] == before and "見本のことば" in synonyms.read_text(encoding="utf-8")
    return is_frozen and _passes_the_check(project)


# What must be true once a recipe has been carried out, and is not when a step was left out.
PROOFS: dict[str, Callable[[Path], bool]] = {
    "Add a check": _check_is_proven,
    "Add a published table with its page": _table_has_a_page,
    "Add a chart": _chart_is_shown,
    "Add a question of the survey": _question_is_asked,
    "Add an edition": _edition_is_whole,
    "Make a release": _release_is_frozen,
}
# What the site shows in the end.
SHOWN: dict[str, Callable[[Path], bool]] = {
    "Add a published table with its page": _table_is_on_the_site,
    "Add a chart": _chart_is_on_the_site,
    "Add a question of the survey": _question_is_shown,
    "Add an edition": _edition_is_shown,
}
STEPS = [(name, number) for name, steps in RECIPES.items() for number, step in enumerate(steps) if not step.only_looks]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, without what is generated, but with the pictures that the project has drawn before."""
    folder = shutil.copytree(ROOT, tmp_path / "project", ignore=GENERATED)
    with_kept_pictures(folder / "out", ROOT)
    return folder


def _carry_out(steps: list[Step], project: Path) -> None:
    for step in steps:
        step.carry_out(project)


def test_every_recipe_has_a_proof() -> None:
    assert list(RECIPES) == list(PROOFS)


@pytest.mark.parametrize("name", RECIPES)
def test_recipe_works_as_it_is_written(name: str, project: Path) -> None:
    _carry_out([step for step in RECIPES[name] if not step.only_looks], project)
    assert PROOFS[name](project)


def test_one_site_shows_what_all_recipes_add(project: Path) -> None:
    steps = [step for name in RECIPES if name in ("Add a check", *SHOWN) for step in RECIPES[name]]
    _carry_out([step for step in steps if not step.only_looks], project)
    looks = {step.target: step for step in steps if step.only_looks}
    assert set(looks) == {"make check", "make site"}
    _carry_out([*looks.values()], project)
    assert [name for name, is_shown in SHOWN.items() if not is_shown(project / "out" / "site")] == []


@pytest.mark.parametrize(("name", "left_out"), STEPS)
def test_no_step_of_a_recipe_can_be_left_out(name: str, left_out: int, project: Path) -> None:
    steps = RECIPES[name]
    with pytest.raises((StepDoesNotFit, AssertionError, FileNotFoundError)):
        _carry_out([s for s in steps[:left_out] + steps[left_out + 1 :] if not s.only_looks], project)
        assert PROOFS[name](project)
