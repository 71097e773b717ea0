"""The files for GitHub: actions pinned by commit, no rights that are not needed, forms that fit the links to them."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.paths import ROOT, TEMPLATES

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORM = ROOT / ".github" / "ISSUE_TEMPLATE" / "error.yml"


def _read(path: Path) -> dict[Any, Any]:
    content: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit_with_the_release_beside(path: Path) -> None:
    uses = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert uses
    ours = {f"./.github/workflows/{workflow.name}" for workflow in WORKFLOWS}
    assert [
        u
        for u in uses
        if u.partition(" #")[0] not in ours and not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", u)
    ] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_has_no_secret_and_no_right_that_it_does_not_need(path: Path) -> None:
    workflow = _read(path)
    assert "secrets." not in path.read_text(encoding="utf-8")
    assert workflow["permissions"] == {}
    assert "concurrency" in workflow
    rights = {name: job["permissions"] for name, job in workflow["jobs"].items()}
    writing = {name for name, given in rights.items() if "write" in given.values()}
    assert writing == ({"deploy"} if path.name == "publish.yml" else set())


def test_nothing_is_published_before_the_same_commit_is_linted_checked_and_tested() -> None:
    jobs = _read(ROOT / ".github" / "workflows" / "publish.yml")["jobs"]
    assert (jobs["deploy"]["needs"], jobs["build"]["needs"]) == ("build", "checks")
    called = _read(ROOT / jobs["checks"]["uses"])["jobs"]["checks"]["steps"]
    assert [step["run"] for step in called if step.get("run", "").startswith("make")] == [
        "make lint",
        "make check",
        "make test",
    ]


def test_pull_requests_that_change_data_keep_a_preview_of_the_site() -> None:
    steps = _read(ROOT / ".github" / "workflows" / "pull-request.yml")["jobs"]["preview"]["steps"]
    *_, build, upload = steps
    assert (build["run"], upload["with"]["path"]) == ("make accept site", "out/site/")
    assert build["if"] == upload["if"] == "steps.changed.outputs.data == 'yes'"


def test_pull_requests_run_without_the_rights_of_the_target() -> None:
    triggers = _read(ROOT / ".github" / "workflows" / "pull-request.yml")[True]
    assert "pull_request" in triggers
    assert "pull_request_target" not in triggers


def test_a_pull_request_is_compared_with_the_base_that_it_is_merged_into() -> None:
    steps = _read(ROOT / ".github" / "workflows" / "pull-request.yml")["jobs"]["data"]["steps"]
    assert steps[0]["with"]["fetch-depth"] == 2
    assert steps[-1]["run"] == "make review BASE=HEAD^1"  # the step that others wait for


def test_the_form_for_data_opens_by_itself() -> None:
    form = (ROOT / ".github" / "pull_request_template.md").read_text(encoding="utf-8")
    assert "data/errata.csv" in form
    assert (ROOT / ".github" / "PULL_REQUEST_TEMPLATE" / "code.md").is_file()


def test_link_of_a_case_fills_fields_that_the_form_has() -> None:
    text = (TEMPLATES / "pages" / "case.html.jinja").read_text(encoding="utf-8")
    link = re.search(r"issues/new\?(template=error\.yml.*?)\">", text)
    assert link
    names = {part.partition("=")[0] for part in link[1].split("&amp;")}
    fields = {field["id"] for field in _read(FORM)["body"] if "id" in field}
    assert names - {"template", "title"} <= fields
    assert "case_id" in names


def test_owners_example_names_files_that_can_be() -> None:
    lines = (ROOT / ".github" / "CODEOWNERS.example").read_text(encoding="utf-8").splitlines()
    patterns = [line.split()[0] for line in lines if line.startswith("/data/") and "*/" in line]
    known = {path.name for path in (ROOT / "data" / "survey").rglob("*.csv")}
    assert {pattern.rpartition("/")[2] for pattern in patterns} <= known
