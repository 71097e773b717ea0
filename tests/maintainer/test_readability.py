"""The 30 rules on written files: each is kept by what we publish, and each is broken by a file that breaks it."""

import copy
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.styles import PatternFill

from made.small import write_valid
from pipeline.check import check_data, describing, layout
from pipeline.check.cross_table import cross_rules
from pipeline.messages import sentences
from pipeline.national_rules import national_rules
from pipeline.paths import ROOT
from pipeline.tables.aggregate import aggregate
from rules import Report, judge_folder
from rules.findings import Outcome
from rules.judging import CHECKS
from rules.published_copy import write_passing

Mutate = Callable[[str], str]


Written = tuple[Path, dict[str, Any]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The written tables of the made-up folder with the real table of statuses, and their package."""
    data, target = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("written") / "tables"
    write_valid(data)
    shutil.copy(ROOT / "data" / "codes" / "value_statuses.csv", data / "codes")
    with write_passing(aggregate(check_data(data).files), data) as (folder, package):
        shutil.copytree(folder, target)
    return target, package


@pytest.fixture
def published(written: Written, tmp_path: Path) -> Written:
    """A copy to mutate."""
    folder, package = written
    shutil.copytree(folder, tmp_path / "published")
    return tmp_path / "published", copy.deepcopy(package)


@pytest.fixture(scope="module")
def report(written: Written) -> Report:
    """What the rules say of those tables; nothing was released of them."""
    folder, package = written
    return judge_folder(folder, package, folder / "releases")


def _outcome(report: Report, rule: str, table: str) -> Outcome:
    return next(v.finding.outcome for v in report.verdicts if (v.rule, v.table) == (rule, table))


def test_rules_are_thirty_in_three_levels() -> None:
    assert [sum(1 for r in national_rules().values() if r.level == level) for level in (1, 2, 3)] == [15, 6, 9]
    assert set(CHECKS) == set(national_rules())


def test_every_rule_that_holds_for_incoming_data_is_cited_in_a_message() -> None:
    said = " ".join(
        [
            *(w.rule for w in sentences().values() if w.where in ("file", "cell")),
            *(rule.rule for rule in cross_rules()),
        ]
    )
    said += Path(describing.__file__).read_text(encoding="utf-8")
    said += Path(layout.__file__).read_text(encoding="utf-8")
    cited = set(re.findall(r"L\d-\d\d", said))
    assert {rule.id for rule in national_rules().values() if rule.holds_for_incoming} == cited & set(national_rules())


def test_published_tables_score_100_at_every_level(report: Report) -> None:
    assert [(v.rule, v.file, v.finding.evidence) for v in report.broken] == []
    assert report.scores == {1: 100, 2: 100, 3: 100}


def test_what_code_cannot_judge_is_said_and_not_passed(report: Report) -> None:
    assert {v.rule for v in report.for_a_person} == {"L1-07", "L3-07"}
    assert any("判定できない: 人が確かめる" in line for line in report.lines())


def _replace(old: str, new: str) -> Mutate:
    def mutate(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return mutate


def _second_line(change: Callable[[str], str]) -> Mutate:
    def mutate(text: str) -> str:
        first, second, rest = text.split("\n", 2)
        return "\n".join((first, change(second), rest))

    return mutate


MUTATIONS: dict[str, tuple[str, Mutate]] = {
    "L1-01": ("cases", _replace("はまなび予約", '"はまなび')),
    "L1-02": ("sources", lambda text: text + "ほかの表,1\n"),
    "L1-03": ("sources", lambda text: text + text.split("\n")[0].removeprefix("\ufeff") + "\n"),
    "L1-04": ("cases", lambda text: text + "注" + "," * text.split("\n")[0].count(",") + "\n"),
    "L1-05": ("sources", _replace("publisher", "")),
    "L1-06": ("sources", _replace("共同化計画", "共同化計画　")),
    "L1-08": ("sources", _replace("共同化計画", "①共同化計画")),
    "L1-09": ("cases", _replace(",2015,answered", ",2015,unknown")),
    "L1-14": ("sources", _replace("共同化計画", '"共同化\n計画"')),
    "L1-15": ("sources", _replace("共同化計画", "共同,化計画")),
    "L2-01": ("cases", _replace(",2015,answered", ",2015年,answered")),
    "L2-02": ("participations", lambda text: re.sub(r"(\n[^,\n]*),[^,\n]*,", r"\1,,", text, count=1)),
    "L2-03": ("sources", _replace("publisher", "title")),
    "L2-04": ("cases", _replace("クラウドサービス", "クラウド")),
    "L2-05": ("cases", _replace("その他システム（ツール）", "その他（職員採用）")),
    "L2-06": ("sources", _replace("共同化計画", "=1+1")),
    "L3-01": ("sources", lambda text: "出典の一覧\n" + text),
    "L3-03": ("cases", _replace(",2015,answered", ",…,answered")),
    "L3-05": ("sources", _replace("2024-05-01", "令和6年5月1日")),
    "L3-06": ("cases", _replace("大阪府", "大阪")),
    "L3-09": ("sources", lambda text: text + text.rstrip("\n").split("\n")[-1] + "\n"),
}
# Rules that the files alone cannot break: what stands beside the files decides.
ELSEWHERE = {"L1-07", "L1-10", "L1-11", "L1-12", "L1-13", "L3-02", "L3-04", "L3-07", "L3-08"}


def test_every_rule_has_a_test() -> None:
    assert set(MUTATIONS) | ELSEWHERE == set(national_rules())


@pytest.mark.parametrize("rule", sorted(MUTATIONS))
def test_file_that_breaks_a_rule_is_found(rule: str, published: Written, tmp_path: Path) -> None:
    folder, package = published
    table, mutate = MUTATIONS[rule]
    file = folder / f"{table}.csv"
    assert _outcome(judge_folder(folder, package, tmp_path / "releases"), rule, table) in (
        Outcome.KEPT,
        Outcome.NOT_APPLICABLE,
    )
    file.write_text(mutate(file.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    report = judge_folder(folder, package, tmp_path / "releases")
    assert _outcome(report, rule, table) is Outcome.BROKEN
    assert report.score(national_rules()[rule].level) < 100


def test_missing_code_table_breaks_its_rule(published: Written, tmp_path: Path) -> None:
    folder, package = published
    (folder / "prefectures.csv").unlink()
    assert _outcome(judge_folder(folder, package, tmp_path / "releases"), "L3-02", "cases") is Outcome.BROKEN


def test_wrong_declaration_breaks_its_rule(published: Written, tmp_path: Path) -> None:
    folder, package = published
    next(r for r in package["resources"] if r["name"] == "cases")["byteOrderMark"] = False
    assert _outcome(judge_folder(folder, package, tmp_path / "releases"), "L3-08", "cases") is Outcome.BROKEN


def test_earlier_release_is_what_the_format_is_held_against(published: Written, tmp_path: Path) -> None:
    folder, package = published
    release = tmp_path / "releases" / "1.0.0"
    release.mkdir(parents=True)
    text = (folder / "sources.csv").read_text(encoding="utf-8-sig")
    (release / "sources.csv").write_text(text, encoding="utf-8")
    assert _outcome(judge_folder(folder, package, tmp_path / "releases"), "L3-07", "sources") is Outcome.KEPT
    (release / "sources.csv").write_text(text.replace("publisher", "editor", 1), encoding="utf-8")
    outcome = _outcome(judge_folder(folder, package, tmp_path / "releases"), "L3-07", "sources")
    assert outcome is Outcome.FOR_A_PERSON


def _workbook(folder: Path, change: Callable[[Any], None]) -> Report:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "cases"
    for row in (["a", "b"], [1, 2], [3, 4]):
        sheet.append(row)
    change(sheet)
    folder.mkdir()
    book.save(folder / "all.xlsx")
    return judge_folder(folder, {}, folder / "releases")


def test_plain_workbook_keeps_the_rules_of_workbooks(tmp_path: Path) -> None:
    report = _workbook(tmp_path / "book", lambda sheet: None)
    assert [v.rule for v in report.verdicts] == ["L1-10", "L1-11", "L1-12", "L1-13", "L2-06"]
    assert report.broken == []


def _colour(sheet: Any) -> None:
    sheet["A2"].fill = PatternFill("solid", fgColor="FFFF00")


def _hide(sheet: Any) -> None:
    sheet.row_dimensions[2].hidden = True


def _draw(sheet: Any) -> None:
    sheet.add_chart(BarChart(), "D1")


def _calculate(sheet: Any) -> None:
    sheet["B3"] = "=A2+A3"


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("L1-10", _draw),
        ("L1-11", _colour),
        ("L1-12", lambda sheet: sheet.merge_cells("A2:A3")),
        ("L1-13", _hide),
        ("L2-06", _calculate),
    ],
)
def test_workbook_that_breaks_a_rule_is_found(rule: str, change: Callable[[Any], None], tmp_path: Path) -> None:
    assert [v.rule for v in _workbook(tmp_path / "book", change).broken] == [rule]


def test_evidence_is_written_for_every_rule_and_table(report: Report, tmp_path: Path) -> None:
    report.write(tmp_path / "reports")
    lines = (tmp_path / "reports" / "machine_readability.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + 30 * len(report.files)
    content = json.loads((tmp_path / "reports" / "machine_readability.json").read_text(encoding="utf-8"))
    assert content["scores"] == {"1": 100, "2": 100, "3": 100}


def test_every_published_file_of_the_real_data_scores_100_at_every_level(built_out: Path) -> None:
    folder = built_out / "datasets"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    report = judge_folder(folder, package, ROOT / "data" / "releases")
    tables = {path.name for path in folder.iterdir() if path.suffix in (".csv", ".xlsx")}
    assert {verdict.file for verdict in report.verdicts} == tables
    assert [(v.rule, v.file, v.table, v.finding.evidence) for v in report.broken] == []
    assert report.scores == {1: 100, 2: 100, 3: 100}
