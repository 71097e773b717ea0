"""The measurements: they run, both sides take turns, and nothing is measured that went wrong."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from typer.testing import CliRunner

from bench.__main__ import SHORT, app, full_tasks, quick_tasks, run_tasks
from bench.check_rows import write_package, write_survey_rows
from bench.comparisons import hugo
from bench.hugo import write_hugo_frame, write_hugo_kind
from bench.markdown import to_markdown
from bench.paint import Compressing, largest_paint
from bench.registry import Job, registered, take_turns
from bench.report import make_table, write_json, write_page
from bench.rows import Row
from bench.subjects import Subject
from bench.traced_build import STAGES
from bench.watch import CommandFailed, Run, watch
from made.small import SURVEY_HOKKAIDO, SURVEY_OSAKA, TABLES, write_valid
from made.synthesize import synthesize
from pipeline.check import check_data
from served import served

STAMPED = (
    SURVEY_HOKKAIDO,
    SURVEY_OSAKA,
    *(f"codes/{n}.csv" for n in ("municipalities", "prefectures", "system_types")),
)


def run_bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _write_small(_: Subject, workshop: Path) -> Path:
    write_valid(workshop / "small")
    return workshop / "small"


@pytest.fixture(scope="module")
def quick_rows(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What a quick run says of a small record: three cases in place of 200, as the figures are not looked at."""
    out = tmp_path_factory.mktemp("bench")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Subject, "prepare", _write_small)
        arguments = ["--quick", "--only", "stages-quick", "--only", "stamp-vs-plain", "--out", str(out)]
        result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    rows: list[dict[str, Any]] = json.loads((out / "reports" / "bench.json").read_text(encoding="utf-8"))["rows"]
    return rows


def test_a_quick_run_measures_seconds_and_memory_of_every_stage(quick_rows: list[dict[str, Any]]) -> None:
    stages = {row["name"]: row for row in quick_rows}
    for name in [*STAGES, "publish", "whole build"]:
        assert stages[name]["first_seconds"] >= 0
        assert stages[name]["peak_mb"] > 10
    assert sum(stages[name]["first_seconds"] for name in STAGES) < stages["whole build"]["first_seconds"]


def test_a_quick_run_counts_pages_and_bytes(quick_rows: list[dict[str, Any]]) -> None:
    sizes = {row["name"]: row for row in quick_rows}
    assert sizes["out/site"]["pages"] > sum(len(TABLES[file]) for file in STAMPED)
    assert sizes["out/site"]["bytes"] > sizes["out/datasets"]["bytes"] > 0


def test_a_quick_run_compares_stamping_with_the_floor(quick_rows: list[dict[str, Any]]) -> None:
    row = next(row for row in quick_rows if row["name"] == "stamp-vs-plain")
    assert row["ratio"] == pytest.approx(row["seconds"] / row["peer_seconds"])
    assert row["goal"] == 1.5
    assert row["is_met"] is (row["ratio"] <= 1.5)


def test_hugo_gets_the_rows_of_every_entity_page(built_out: Path, tmp_path: Path) -> None:
    kinds = {"cases": ["27-0001"], "municipalities": ["27100"], "prefectures": ["27"], "systems": ["e-application"]}
    record = {"case": {"name": "<b>", "empty": None}, "sources": [{"title": "ある資料"}], "neighbours": ["26"]}
    for kind, keys in kinds.items():
        shell = built_out / "current" / "shells" / f"{kind}.html"
        items = [{"key": key, "title": "題", "description": "説明", "record": record} for key in keys]
        write_hugo_kind(tmp_path / "hugo", kind, shell, items)
    write_hugo_frame(tmp_path / "hugo")
    hugo(tmp_path / "hugo")(0)()
    for kind, (key,) in kinds.items():
        page = (tmp_path / "hugo-0" / kind / key / "index.html").read_text(encoding="utf-8")
        assert "&lt;b&gt;" in page and "ある資料" in page and "<li>26</li>" in page and "説明" in page


def test_a_style_sheet_that_has_to_come_first_makes_a_page_show_later(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "plain.html").write_text(f"<!doctype html><p>{'まち ' * 99}", encoding="utf-8")
    heavy = "".join(f".a{hashlib.sha256(str(number).encode()).hexdigest()} {{ top: 0 }}\n" for number in range(4000))
    (tmp_path / "heavy.css").write_text(heavy, encoding="utf-8")
    styled = f'<!doctype html><link rel="stylesheet" href="heavy.css"><p>{"まち " * 99}'
    (tmp_path / "styled.html").write_text(styled, encoding="utf-8")
    with served(tmp_path, Compressing) as address:
        plain, late = (largest_paint(browser, f"{address}{name}.html") for name in ("plain", "styled"))
    assert 0 < plain < late


def test_an_unknown_measurement_is_refused_with_the_names_that_exist() -> None:
    result = run_bench("--only", "nothing")
    assert result.returncode == 2
    assert "stages-real" in result.stderr


def test_every_registered_comparison_is_measured_in_both_lengths() -> None:
    assert {"stamp-vs-plain", "site-vs-material"} <= set(registered())
    assert set(registered()) <= set(full_tasks())
    assert set(registered()) <= set(quick_tasks())


def test_both_sides_take_turns_and_preparing_is_not_timed() -> None:
    order: list[str] = []

    def side(name: str) -> Job:
        order.append(f"prepare {name}")
        return lambda: order.append(name)

    timings = take_turns(lambda _: side("ours"), lambda _: side("peer"), 2)
    assert order == ["prepare ours", "ours", "prepare peer", "peer"] * 2
    assert len(timings.ours) == len(timings.peer) == 2


@pytest.mark.parametrize(("ratio", "goal", "met"), [(0.2, 0.2, True), (0.21, 0.2, False), (0.2, None, None)])
def test_a_goal_is_met_up_to_its_very_value(ratio: float, goal: float | None, met: bool | None) -> None:
    assert Row("stamp", "data", ratio=ratio, goal=goal).is_met is met


def test_memory_of_children_counts(tmp_path: Path) -> None:
    child = "import time; block = bytearray(120_000_000); time.sleep(0.4)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    run = watch([sys.executable, "-c", parent], tmp_path / "log")
    assert run.peak_mb(run.started, run.ended) > 120


def test_a_span_shorter_than_a_sample_takes_the_nearest_sample() -> None:
    run = Run(0.0, 2.0, [(0.0, 1_000_000), (1.0, 7_000_000), (2.0, 3_000_000)])
    assert run.peak_mb(0.9, 0.95) == 7
    assert run.peak_mb(0.5, 2.0) == 7


def test_a_command_that_fails_is_no_measurement_and_says_why(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="broken here"):
        watch([sys.executable, "-c", "raise SystemExit('broken here')"], tmp_path / "log")


def test_the_table_says_met_or_not_met(tmp_path: Path) -> None:
    rows = [Row("a", "x", ratio=1.0, goal=1.5), Row("b", "x", ratio=2.0, goal=1.5)]
    write_json(rows, tmp_path / "bench.json")
    assert list(make_table(rows).columns[-1].cells) == ["met", "NOT MET"]
    assert [row["is_met"] for row in json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))["rows"]] == [
        True,
        False,
    ]


def test_the_peer_gets_the_same_words_as_markdown() -> None:
    html = (
        '<h1>事例</h1><p>説明 <a href="../../cases/27-0001/">別の事例</a></p><ul><li>一</li><li>二</li></ul>'
        "<table><thead><tr><th>年</th><th>数</th></tr></thead><tbody><tr><td>2020</td><td>3</td></tr></tbody></table>"
    )
    assert to_markdown(html).splitlines() == [
        "# 事例",
        "",
        "説明 [別の事例](../cases/27-0001.md)",
        "",
        "- 一",
        "- 二",
        "",
        "| 年 | 数 |",
        "| --- | --- |",
        "| 2020 | 3 |",
    ]


def test_page_of_the_result_has_the_day_the_versions_and_a_line_for_every_measurement(tmp_path: Path) -> None:
    rows = [
        Row("whole build", "real", seconds=1.5, peak_mb=300),
        Row("a-vs-b", "real", 2.0, peer="b", ratio=0.5, goal=1.0),
    ]
    write_page(rows, tmp_path / "measured.md")
    text = (tmp_path / "measured.md").read_text(encoding="utf-8")
    assert "duckdb " in text and "Python 3" in text and "cores" in text
    table = [line.split(" | ") for line in text.splitlines() if line.startswith("| ")]
    assert len({len(line) for line in table}) == 1
    assert [line[0] for line in table] == ["| what", "| --", "| whole build", "| a-vs-b"]


def test_what_time_leaves_out_is_said(tmp_path: Path) -> None:
    rows = run_tasks({"first": lambda _: [Row("first", "")], "second": lambda _: [Row("second", "")]}, minutes=-1)
    assert [row.name for row in rows] == [f"{name}: not measured, time was up" for name in ("first", "second")]
    assert set(SHORT) <= set(full_tasks())


def test_a_measurement_that_fails_leaves_the_others_theirs() -> None:
    def fail(_: Path) -> list[Row]:
        raise CommandFailed("exit code 1")

    rows = run_tasks({"first": fail, "second": lambda _: [Row("second", "")]}, minutes=1)
    assert [row.name for row in rows] == ["first: not measured, it failed", "second"]


def test_rows_for_the_check_have_no_fault(tmp_path: Path) -> None:
    synthesize(60, 3, tmp_path / "data")
    files = write_survey_rows(tmp_path / "data", tmp_path / "rows", 200)
    package = write_package(files, tmp_path / "rows")
    assert check_data(tmp_path / "rows").problems == []
    assert all(
        (package.parent / resource["path"]).is_file() for resource in json.loads(package.read_text())["resources"]
    )
