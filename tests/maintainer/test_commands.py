"""The maintainer's commands as they are typed: from a file saved by Excel for Windows to a clean review."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from made.small import SURVEY_OSAKA
from pipeline.__main__ import app
from pipeline.check.cross_table import cross_rules


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def test_file_of_excel_for_windows_goes_through_tidy_check_and_review(committed: Path) -> None:
    path = committed / SURVEY_OSAKA
    before = path.read_bytes()
    written = path.read_text(encoding="utf-8-sig").replace("2015", "平成２７年")
    path.write_bytes(written.replace("\n", "\r\n").encode("cp932"))
    assert _run("check").exit_code == 2
    tidied = _run("tidy", str(path))
    assert (tidied.exit_code, path.read_bytes()) == (0, before)
    checked = _run("check")
    assert "問題はありません" in checked.output
    review = _run("review", "--base", "HEAD")
    assert (review.exit_code, "公開する値もページも変わりません" in review.output) == (0, True)


def test_table_that_loses_rows_stops_the_review(committed: Path) -> None:
    path = committed / SURVEY_OSAKA
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:1]), encoding="utf-8")
    for name in ("participation", "evidence"):
        (committed / name / "2024-01-31" / "27-osaka.csv").unlink()
    (committed / "participant_counts" / "2024-01-31.csv").unlink()
    for file in (committed / "schemes").glob("*.csv"):
        if file.name not in ("schemes.csv", "subsidy_rules.csv"):
            file.unlink()
    review = _run("review", "--base", "HEAD")
    assert (review.exit_code, "**止めました**" in review.output) == (2, True)


def test_file_that_needs_a_person_exits_with_2(data: Path) -> None:
    path = data / SURVEY_OSAKA
    before = path.read_text(encoding="utf-8").replace("2015", "平成27年度")
    path.write_text(before, encoding="utf-8", newline="")
    result = _run("tidy", str(path))
    assert (result.exit_code, path.read_text(encoding="utf-8")) == (2, before)
    assert f"{path}:2: 列「導入年」の値「平成27年度」は年度です" in result.output


def test_checks_that_have_to_wait_are_counted(data: Path) -> None:
    (data / SURVEY_OSAKA).write_bytes(b"\xef\xbb\xbf")
    result = _run("check")
    assert (result.exit_code, "ファイルの中身がありません" in result.output) == (2, True)
    waiting = sum(1 for rule in cross_rules() if "survey_cases" in rule.needs_whole)
    assert f"表と表を突き合わせる検査のうち {waiting} 種類は、上の問題を直してからでないとできません。" in result.output


@pytest.mark.parametrize(("prefecture", "code"), [("27", 0), ("大阪府", 0), ("99", 2)])
def test_workbook_is_made_for_a_prefecture_that_exists(prefecture: str, code: int, data: Path) -> None:
    assert _run("workbook", "--prefecture", prefecture).exit_code == code
