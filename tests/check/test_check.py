"""The whole check of a folder: right data pass, nothing is written, no fault of the data is a traceback."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from made.small import ROSTER_OSAKA, SURVEY_OSAKA, valid_text
from pipeline.check import check_data, gate
from pipeline.check.columns import CodeLists, columns_of
from pipeline.check.problems import (
    Problem,
    append_job_summary,
    github_annotations,
    on_github,
    render_summary,
    render_text,
)
from pipeline.read import csv_files
from pipeline.read.files import read_file
from pipeline.schemas import source_schemas


def _causes(data: Path) -> list[tuple[str, int | None, str]]:
    return [(p.path, p.row, p.cause) for p in check_data(data).problems]


def test_valid_folder_has_no_problem_and_comes_back_as_text(data: Path) -> None:
    result = check_data(data)
    assert result.problems == []
    assert result.postponed == []
    survey = next(file for file in result.files if file.path == SURVEY_OSAKA)
    assert survey.table == "survey_cases"
    assert survey.rows[0][:2] == ["27-0001", "施設予約システム"]


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_bom_and_both_line_ends_are_fine(data: Path, bom: str, end: str) -> None:
    for path in (SURVEY_OSAKA, ROSTER_OSAKA):
        (data / path).write_text(bom + valid_text(path).replace("\n", end), encoding="utf-8", newline="")
    assert check_data(data).problems == []


def test_check_changes_no_file(data: Path) -> None:
    (data / SURVEY_OSAKA).write_bytes(valid_text(SURVEY_OSAKA).replace("2015", "２０１５年").encode("cp932", "replace"))
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in data.rglob("*") if file.is_file()}
    assert check_data(data).problems
    assert before == {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in data.rglob("*") if file.is_file()}


def test_missing_code_table_is_a_problem_and_the_checks_that_need_it_wait(data: Path) -> None:
    (data / "codes/municipalities.csv").unlink()
    result = check_data(data)
    assert [(p.path, p.cause) for p in result.problems] == [("data/codes/municipalities.csv", "file_missing")]
    assert "municipality_in_prefecture" in result.postponed


def test_file_of_a_gigabyte_is_refused_without_being_read(data: Path) -> None:
    with (data / "sources.csv").open("wb") as file:
        file.truncate(1_000_000_000)
    problem = check_data(data).problems[0]
    assert problem.message == "ファイルの大きさが 1000 MB あり、上限の 50 MB を超えています。"


def test_file_that_cannot_be_opened_is_a_problem(data: Path) -> None:
    (data / "sources.csv").unlink()
    (data / "sources.csv").symlink_to("sources.csv")
    assert ("data/sources.csv", None, "file_missing") in _causes(data)
    assert read_file(data / "sources.csv").faults[0][1].name == "file_unreadable"


def test_file_with_more_rows_than_a_spreadsheet_holds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code_lists: CodeLists
) -> None:
    monkeypatch.setattr(csv_files, "ROWS_AT_MOST", 2)
    file = tmp_path / "27-osaka.csv"
    file.write_text(valid_text(ROSTER_OSAKA), encoding="utf-8")
    gated = gate.pass_gate(file, "data/x.csv", source_schemas()["participations"], code_lists)
    assert [p.cause for p in gated.problems] == ["file_too_long"]


def test_frozen_releases_are_not_checked(data: Path) -> None:
    (data / "releases/1.0.0").mkdir(parents=True)
    header = ",".join(source_schemas()["withdrawals"].header)
    (data / "withdrawn.csv").write_text(f"{header}\n", encoding="utf-8")
    (data / "releases/1.0.0/cases.csv").write_bytes(b"\xff\xfe")
    assert check_data(data).problems == []


def test_all_faults_come_in_one_run_in_file_order(data: Path) -> None:
    (data / ROSTER_OSAKA).write_text(valid_text(ROSTER_OSAKA).replace("2016", "２０１６"), encoding="utf-8")
    text = valid_text(SURVEY_OSAKA).replace(",88,", ",88万人,").replace(",全部,", ",ぜんぶ,")
    (data / SURVEY_OSAKA).write_text(text, encoding="utf-8")
    found = [(p.path.partition("/")[2], p.row, p.column) for p in check_data(data).problems]
    assert found == [
        (ROSTER_OSAKA, 3, "参加年"),
        (SURVEY_OSAKA, 2, "名簿の範囲"),
        (SURVEY_OSAKA, 2, "参加自治体人口"),
    ]


def test_random_bytes_are_never_a_traceback(data: Path) -> None:
    chance = random.Random(7)
    for path in (
        SURVEY_OSAKA,
        ROSTER_OSAKA,
        "sources.csv",
        "codes/municipalities.csv",
        "codes/prefectures.csv",
    ):
        (data / path).write_bytes(chance.randbytes(chance.randrange(1, 3_000)))
    assert {p.path for p in check_data(data).problems} >= {f"data/{SURVEY_OSAKA}", "data/sources.csv"}


def test_a_right_cell_is_never_refused(code_lists: CodeLists) -> None:
    right = {
        "サービス名": [
            "ＡＩ－ＯＣＲサービス（2型）",
            "髙島・﨑システム",
            "e-kanagawa",
            "4市町村",
            "LoGoチャット",
        ],
        "連絡先": ["03-0000-0000（内線 12）", "https://town.example/a?b=c&d=e"],
        "事業者選定方法": ["随意契約（プロポーザル方式[企画競争]）", "-", "×", "…", ""],
        "参加自治体職員数": ["11.6", "0", "12", "0.5"],
        "調達の効果": ["約3割減 / 調達事務の負担軽減", "「原則」として、-10%程度～"],
    }
    columns = {c.field.name: c for c in columns_of(source_schemas()["survey_cases"], code_lists)}
    refused = [(name, v) for name, values in right.items() for v in values if gate.judge(v, columns[name])]
    assert refused == []


def _problem(number: int, cause: str = "a") -> Problem:
    return Problem("data/a.csv", number, "列", "値", f"値 {number}, 50%", "直す", "決まり", cause)


def test_problem_is_rendered_in_three_lines() -> None:
    assert render_text([_problem(4)]) == "data/a.csv:4: 値 4, 50%\n  直し方: 直す\n  決まり: 決まり"


def test_same_words_of_several_rows_are_said_once_with_their_rows() -> None:
    problems = [Problem("data/a.csv", n, "列", "値", "値は誤り", "直す", "決まり") for n in (2, 4, 5, 6, 9)]
    assert render_text(problems) == (
        "data/a.csv:2: 値は誤り\n  直し方: 直す\n  決まり: 決まり\n  同じ問題: ほかに 4 件（4～6行目、9行目）"
    )


def test_file_that_a_program_keeps_beside_an_open_one_is_no_data(data: Path) -> None:
    for name in ("~$27-osaka.csv", "~$27-osaka.xlsx", ".~27-osaka.csv"):
        (data / SURVEY_OSAKA).with_name(name).write_bytes(b"\x05user\x00")
    assert check_data(data).problems == []


def test_annotations_are_grouped_by_cause_and_ten_at_most() -> None:
    same = github_annotations([_problem(2), _problem(3), _problem(9)])
    assert same.splitlines() == [
        "::error file=data/a.csv,line=2,title=データの問題::値 2, 50%25%0A直し方: 直す%0A決まり: 決まり"
        "%0Aほかに同じ問題が 2 件あります（3行目、9行目）。"
    ]
    many = github_annotations([_problem(n, cause=str(n)) for n in range(2, 32)]).splitlines()
    assert len(many) == 10
    assert many[-1].endswith("ほかに 21 件の問題があります。全部の一覧はジョブの要約にあります。")


def test_job_summary_lists_every_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    append_job_summary([_problem(n) for n in range(2, 32)])
    text = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert on_github()
    assert text.startswith("## データの問題 30 件")
    assert all(f"`data/a.csv:{n}`" in text for n in range(2, 32))


def test_a_summary_keeps_drafted_rows_in_one_piece_and_fits_into_a_step() -> None:
    drafted = [replace(_problem(n), fix=f"加えてください。\nE{n:04d},b") for n in (2, 3)]
    assert "```\nE0002,b\nE0003,b\n```" in render_summary(drafted)
    long = render_summary([_problem(n) for n in range(2, 30_002)])
    assert 800_000 < len(long.encode()) < 1_000_000
    assert long.endswith("ここまでです。すべては、この検査の記録（ログ）にあります。\n")
