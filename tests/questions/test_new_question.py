"""A new question of the survey is one entry of a schema: nothing else is edited, and everything shows it.

So is another name, or the end, of a question. A question with several answers has, beside its entry, the schema of the
table that lists them.
"""

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from made.small import SURVEY_HOKKAIDO, SURVEY_OSAKA, write_valid
from pipeline.paths import ROOT
from questions.shown import CASE

SCHEMA, VALUES = "schemas/survey_cases.schema.json", "schemas/published/case_{}.schema.json"
GENERATED = shutil.ignore_patterns("out", ".venv", ".git", "__pycache__", ".*_cache", "data", "decisions")
FIXED_CHOICE = {
    "name": "祝日の受付", "column": "accepts_on_holidays", "title": "祝日の受付", "title_en": "Accepts on holidays",
    "type": "boolean", "group": "基本", "answer": True, "trueValues": ["あり"], "falseValues": ["なし"],
    "explorer": {"facet": 125, "searched": True},
}  # fmt: skip
SEVERAL = {
    "name": "連絡の相手", "column": "informed_bodies", "title": "連絡の相手", "title_en": "Informed bodies", "type": "string",
    "group": "基本", "answer": True, "multiple": True, "codes": "bodies.名称", "explorer": {"facet": 126, "searched": True},
}  # fmt: skip


def _edit(path: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    edit(schema)
    path.write_text(json.dumps(schema, ensure_ascii=False), encoding="utf-8")


def _add_questions(schema: dict[str, Any]) -> None:
    schema["fields"][8:8] = [FIXED_CHOICE, SEVERAL]


def _add_table_of_values(project: Path) -> None:
    """Describe the table of the answers as that of another question with several is described."""
    schema = json.loads((project / VALUES.format("apportionments")).read_text(encoding="utf-8"))
    value = {
        "name": "informed_body",
        "title": "連絡の相手",
        "title_en": "Informed body",
        "type": "string",
        "codes": "bodies",
    }
    schema |= {"name": "case_informed_bodies", "values_of": "informed_bodies", "title": "事例ごとの連絡の相手"}
    schema["fields"][-1] = value | {"constraints": {"required": True}}
    schema["primaryKey"][-1] = "informed_body"
    (project / VALUES.format("informed_bodies")).write_text(json.dumps(schema, ensure_ascii=False), encoding="utf-8")


def _rename_and_remove(schema: dict[str, Any]) -> None:
    fields = {field["column"]: field for field in schema["fields"]}
    fields["is_criteria_available"] |= {"name": "採点の表", "column": "has_scoring_table", "title": "採点の表"}
    schema["fields"].remove(fields["specification_body"])


def _edit_headings(data: Path) -> None:
    """Give the files of the survey the headings of the schema; nothing does that by itself, for it could lose answers."""
    for path in (data / SURVEY_OSAKA, data / SURVEY_HOKKAIDO):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        gone = rows[0].index(_heading("specification_body"))
        rows[0][rows[0].index(_heading("is_criteria_available"))] = "採点の表"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([*row[:gone], *row[gone + 1 :]] for row in rows)


def _heading(column: str) -> str:
    fields = json.loads((ROOT / SCHEMA).read_text(encoding="utf-8"))["fields"]
    return str(next(field["name"] for field in fields if field["column"] == column))


def _copy(folder: Path) -> Path:
    project = shutil.copytree(ROOT, folder / "project", ignore=GENERATED)
    write_valid(project / "data")
    return project


def _shown(project: Path, answers: dict[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "questions.shown", ".", json.dumps(answers)]
    environment = {"PYTHONPATH": f"{project / 'build'}:{project / 'tests'}", "PATH": ""}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads((project / "shown.json").read_text(encoding="utf-8"))
    return found


def _rows(shown: dict[str, Any], table: str, **wanted: str) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(shown["files"][f"{table}.csv"]))
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


def _column(shown: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(column for column in shown["explorer"]["columns"] if column["name"] == name)
    return found


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is shown with one question of fixed choices more, and one of several answers."""
    project = _copy(tmp_path_factory.mktemp("asked"))
    _edit(project / SCHEMA, _add_questions)
    _add_table_of_values(project)
    return _shown(project, {"祝日の受付": "あり", "連絡の相手": "都道府県;協議会"})


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is shown with one question under another name, and one less."""
    project = _copy(tmp_path_factory.mktemp("renamed"))
    _edit(project / SCHEMA, _rename_and_remove)
    _edit_headings(project / "data")
    return _shown(project, {"採点の表": "可"})


def test_files_have_the_new_answers(asked: dict[str, Any]) -> None:
    answered, *others = sorted(_rows(asked, "cases"), key=lambda row: row["case_id"] != CASE)
    assert (answered["accepts_on_holidays"], answered["accepts_on_holidays_status"]) == ("true", "answered")
    assert answered["informed_bodies_status"] == "answered"
    assert [row["accepts_on_holidays"] for row in _rows(asked, "cases_wide", case_id=CASE)] == ["true"]
    assert {row["accepts_on_holidays_status"] for row in others} == {"not_collected"}
    assert [row["informed_body"] for row in _rows(asked, "case_informed_bodies", case_id=CASE)] == [
        "協議会",
        "都道府県",
    ]


def test_table_of_all_choices_counts_the_new_answers(asked: dict[str, Any]) -> None:
    said = _rows(asked, "case_counts_by_choice", edition="2024-01-31", status="answered")
    counts = {name: {row["choice"]: row["case_count"] for row in said if row["field"] == name} for name in _both()}
    assert counts["accepts_on_holidays"] == {"あり": "1", "なし": "0"}
    assert counts["informed_bodies"] == {"都道府県": "1", "協議会": "1", "各参加団体": "0"}


def test_dictionary_and_workbooks_name_the_new_questions(asked: dict[str, Any]) -> None:
    columns = {row["column_name"] for row in _rows(asked, "dictionary_columns", table_name="cases")}
    assert {"accepts_on_holidays", "accepts_on_holidays_status", "informed_bodies_status"} <= columns
    assert _rows(asked, "dictionary_columns", table_name="case_informed_bodies", column_name="informed_body")
    assert "accepts_on_holidays" in asked["workbook of all tables"]["共同調達の事例"]
    assert "協議会" in asked["workbook of all tables"]["事例ごとの連絡の相手"]
    assert {"祝日の受付", "連絡の相手", "あり", "都道府県;協議会"} <= set(asked["workbook to edit"]["事例"])


def test_explorer_filters_and_searches_the_new_answers(asked: dict[str, Any]) -> None:
    facets = asked["explorer"]["facets"]
    place = facets.index("accepts_on_holidays")
    assert facets[place - 1 : place + 3] == ["is_tender_document_available", *_both(), "is_specification_available"]
    for name, keys in zip(_both(), (["true"], ["都道府県", "協議会"]), strict=True):
        assert (_column(asked, name)["searched"], _column(asked, name)["keys"]) == (True, keys)
    first = _column(asked, "case_id")["values"].index(CASE)
    assert _column(asked, "informed_bodies")["codes"][first] == [1, 0]


def _both() -> list[str]:
    return ["accepts_on_holidays", "informed_bodies"]


def test_page_and_api_of_the_case_tell_the_new_answers(asked: dict[str, Any]) -> None:
    assert "祝日の受付" in asked["page"] and "協議会、都道府県" in asked["page"]
    assert asked["record"]["case"]["accepts_on_holidays"] is True
    assert asked["record"]["informed_bodies"] == [{"informed_body": "協議会"}, {"informed_body": "都道府県"}]
    assert set(asked["record"]) == set(asked["schema of the record"]["required"])


def test_renamed_question_has_its_new_name_everywhere(renamed: dict[str, Any]) -> None:
    assert [row["has_scoring_table"] for row in _rows(renamed, "cases", case_id=CASE)] == ["true"]
    assert _rows(renamed, "case_counts_by_choice", field="has_scoring_table", choice="可", case_count="1")
    assert _column(renamed, "has_scoring_table")["keys"] == ["true"] and "採点の表" in renamed["page"]
    assert renamed["record"]["case"]["has_scoring_table"] is True
    assert "is_criteria_available" not in json.dumps(renamed, ensure_ascii=False)


def test_removed_question_is_nowhere(renamed: dict[str, Any]) -> None:
    assert "specification_body" not in json.dumps(renamed, ensure_ascii=False)
