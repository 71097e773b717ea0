"""`make tidy` without a file: a column that a schema has just got is added to every file, one that was deleted is not."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from made.small import SURVEY_HOKKAIDO, SURVEY_OSAKA
from pipeline import schemas
from pipeline.__main__ import app
from pipeline.maintain.tidy import tidy_all


@pytest.fixture
def new_question(monkeypatch: pytest.MonkeyPatch) -> str:
    """A schema with one more answer, after the sixth column, and a remark at its end."""
    known = dict(schemas.source_schemas())
    survey = known["survey_cases"]
    answer = replace(survey.field_named("担当部署"), name="新しい項目", column="new_question")
    remark = replace(survey.field_named("備考"), name="新しい備考", column="new_remark")
    known["survey_cases"] = replace(survey, fields=(*survey.fields[:6], answer, *survey.fields[6:], remark))
    for module in ("check", "check.folder", "check.code_lists", "check.layout", "check.frictionless_rules",
                   "read.source_files", "maintain.tidy.homes", "maintain.tidy.migrating", "maintain.tidy.canonical"):  # fmt: skip
        monkeypatch.setattr(f"pipeline.{module}.source_schemas", lambda: known)
    return "新しい項目"


def _table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_new_column_is_added_to_every_file_in_place(new_question: str, data: Path) -> None:
    before = _table(data / SURVEY_OSAKA)
    result = CliRunner().invoke(app, ["tidy"], catch_exceptions=False)
    assert result.exit_code == 0
    assert "列「新しい項目」を加える（…）" in result.output and "列「新しい備考」を加える（空欄）" in result.output
    after = _table(data / SURVEY_OSAKA)
    assert after == [[*row[:6], new, *row[6:], last] for row, (new, last) in zip(
        before, [("新しい項目", "新しい備考"), ("…", ""), ("…", "")], strict=True)]  # fmt: skip
    assert _table(data / SURVEY_HOKKAIDO)[1][6] == "…"
    again = CliRunner().invoke(app, ["tidy"], catch_exceptions=False)
    assert "直すところのあるファイルは 0 です" in again.output


def test_column_that_somebody_deleted_is_not_filled_in(data: Path) -> None:
    header, *rows = _table(data / SURVEY_OSAKA)
    place = header.index("サービス名")
    with (data / SURVEY_OSAKA).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([[*row[:place], *row[place + 1 :]] for row in (header, *rows)])
    found = {t.source: [p.cause for p in t.problems] for t in tidy_all(data) if t.problems}
    assert found == {f"data/{SURVEY_OSAKA}": ["header_missing"]}


def test_column_that_is_released_is_never_taken_for_new(data: Path) -> None:
    for path in (SURVEY_OSAKA, SURVEY_HOKKAIDO):
        rows = _table(data / path)
        released = data / "releases/1.0.0/source" / path
        released.parent.mkdir(parents=True, exist_ok=True)
        released.write_text(",".join(rows[0]), encoding="utf-8")
        place = rows[0].index("サービス名")
        with (data / path).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([[*row[:place], *row[place + 1 :]] for row in rows])
    assert {p.cause for t in tidy_all(data) for p in t.problems} == {"header_missing"}


def test_small_folder_needs_nothing(data: Path) -> None:
    assert [t.source for t in tidy_all(data) if t.problems or t.changes] == []
