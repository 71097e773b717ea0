"""The guide for contributors: its example row is right, its samples are the check's own words."""

import csv
import io
import re
from pathlib import Path

from made.tables import MadeTables
from pipeline.check import check_data, check_files
from pipeline.check.code_lists import read_code_lists
from pipeline.check.folder import find
from pipeline.history.withdrawals import CASE, COLUMN, REPLACE, TABLE, UNDO
from pipeline.identity import read_identity
from pipeline.pages.charts import ChartBook
from pipeline.pages.contribute_page import WRONG_CELLS, contribute
from pipeline.pages.model import Model
from pipeline.pages.page import Inputs
from pipeline.pages.registry import PAGES
from pipeline.paths import ROOT
from pipeline.schemas import source_schemas

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def _example() -> dict[str, str]:
    """Read the columns and values of the table under the heading of the example."""
    section = GUIDE.partition("## 1行の例")[2].partition("###")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")][1:]
    cells = [[cell.strip() for cell in line.removeprefix("| ").split(" | ")] for line in lines]
    return {line[0]: line[1] for line in cells}


def test_example_row_of_the_guide_is_right(tmp_path: Path) -> None:
    schema = source_schemas()["survey_cases"]
    example = _example()
    assert set(example) <= set(schema.header)
    row = [example.get(f.name, "…" if f.is_answer else "") for f in schema.fields]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([schema.header, row])
    file = tmp_path / "survey" / "2024-01-31" / "06-yamagata.csv"
    file.parent.mkdir(parents=True)
    file.write_text(text.getvalue(), encoding="utf-8")
    checked = check_files(find(tmp_path), read_code_lists(find(ROOT / "data")), "data")
    assert [p.message for c in checked for p in [*c.gated.problems, *c.rule_problems]] == []


def test_every_command_of_the_guide_is_a_target_of_make() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", GUIDE)) <= targets


def test_withdrawals_of_the_guide_are_those_that_the_check_takes() -> None:
    section = GUIDE.partition("## 取り下げる")[2].partition("##")[0]
    rows = [line.split(" | ")[1] for line in section.splitlines() if line.startswith("| ")][1:]
    assert {row for row in rows if not row.startswith("（")} == {CASE, COLUMN, TABLE}
    assert f"`{REPLACE}`" in section and f"「{UNDO}」" in section


def test_samples_of_the_page_are_what_the_check_says(data: Path) -> None:
    model = Model(MadeTables(check_data(data).files))
    inputs = Inputs(model, read_identity(data), ChartBook(data / "charts"))
    context = contribute(inputs)
    assert len(context["samples"]) == 1 + len(WRONG_CELLS)
    assert all("直し方: " in sample.message for sample in context["samples"])
    assert "文字コードが UTF-8 ではありません" in context["samples"][0].message
    page = next(page for page in PAGES if page.address == "contribute/").render(inputs)[0]
    assert "半角の 12 に書きかえてください" in page
