"""What is typed wrong is answered in Japanese, in one or two lines, with exit code 2 and no traceback."""

import os
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.__main__ import app
from pipeline.paths import ROOT

WRONG = {
    "folder": (["tidy", "data/survey"], "data/survey はフォルダーです。"),
    "missing-file": (["tidy", "no.csv"], "no.csv というファイルはありません。"),
    "missing-map": (["import", "data/sources.csv", "--map", "no.csv"], "no.csv というファイルはありません。"),
    "no-prefecture": (["workbook"], "都道府県のコード（例: PREF=27）か名前（例: PREF=大阪府）を書いてください。"),
    "wrong-prefecture": (["workbook", "--prefecture", "99"], "「99」という都道府県はありません。"),
    "wrong-edition": (["workbook", "--prefecture", "27", "--edition", "2099"], "「2099」という版はありません。"),
    "no-revision": (["review", "--base", "nowhere"], "比べる相手「nowhere」のデータを取り出せません。"),
    "no-day": (["release", "--on", "2026/12/1"], "「2026/12/1」は日付として読めません。"),
    "day-to-come": (["release", "--on", "2999-01-01"], "リリース日 2999-01-01 は、まだ来ていません。"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_typed_wrong_is_answered_with_a_sentence(name: str, data: Path) -> None:
    command, sentence = WRONG[name]
    result = CliRunner().invoke(app, command, catch_exceptions=False)
    assert (result.exit_code, result.output.startswith(sentence)) == (2, True), result.output
    assert len(result.output.splitlines()) <= 3


@pytest.mark.parametrize("prefecture", ["1", "01", "０１", "北海道"])
def test_a_prefecture_may_be_typed_in_any_usual_way(prefecture: str, data: Path) -> None:
    result = CliRunner().invoke(app, ["workbook", "--prefecture", prefecture], catch_exceptions=False)
    assert result.output == "できました: out/workbooks/2024-01-31-01-hokkaido.xlsx\n"


def test_without_its_code_list_a_workbook_says_which_file_is_missing(data: Path) -> None:
    (data / "codes" / "prefectures.csv").unlink()
    result = CliRunner().invoke(app, ["workbook", "--prefecture", "27"], catch_exceptions=False)
    assert (result.exit_code, "data/codes/prefectures.csv を読めません。" in result.output) == (2, True)


def test_make_hands_blanks_and_quotes_on_as_they_are() -> None:
    values = {
        "FILE": "表 (1).csv",
        "EDITION": "a b",
        "BASE": "a'b",
        "PREF": '27"',
        "ON": "2026 12",
        "NOTE": '「a」 "b" it\'s',
    }
    echo = ["make", "--silent", "-C", str(ROOT), "PY=printf '<%s>'", "-o", ".venv/site.done"]
    given = [f"{name}={value}" for name, value in values.items()]
    env = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    told = {
        goal: subprocess.run([*echo, goal, *given], capture_output=True, text=True, check=True, env=env).stdout
        for goal in ("tidy", "review", "workbook", "release")
    }
    assert told == {
        "tidy": "<-m><pipeline><tidy><表 (1).csv><--edition><a b>",
        "review": "<-m><pipeline><review><--base><a'b>",
        "workbook": '<-m><pipeline><workbook><--prefecture><27"><--edition><a b>',
        "release": '<-m><pipeline><release><--on><2026 12><--note><「a」 "b" it\'s>',
    }


def test_an_empty_workbook_is_said_to_be_empty(data: Path) -> None:
    CliRunner().invoke(app, ["workbook", "--prefecture", "1", "--edition", "rolling"], catch_exceptions=False)
    book = "out/workbooks/rolling-01-hokkaido.xlsx"
    result = CliRunner().invoke(app, ["tidy", book], catch_exceptions=False)
    assert result.exit_code == 0
    assert f"{book}（シート「事例」）: 行がないので、何も書きませんでした。\n" in result.output
