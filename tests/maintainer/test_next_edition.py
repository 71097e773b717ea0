"""The next edition of the real record: new official figures, other answers, two new cases, one gone."""

import csv
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.paths import ROOT
from recipe import StepDoesNotFit, run
from shared import with_kept_pictures

OLD, NEW = "2024-01-31", "2025-01-31"
GENERATED = shutil.ignore_patterns("out", ".venv", ".git", "__pycache__", ".*_cache")
Rows = list[dict[str, str]]


def _edit(path: Path, change: Callable[[Rows], Rows]) -> None:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(rows))


def _only_existing(rows: Rows) -> dict[str, str]:
    return next(row for row in rows if row["確度"] == "存在のみ")


def _came(rows: Rows) -> Rows:
    """Add two cases behind the others."""
    return [*rows, *(_only_existing(rows) | {"事例ID": number} for number in ("16-0901", "16-0902"))]


def _went(rows: Rows) -> Rows:
    return [row for row in rows if row is not _only_existing(rows)]


def _with(key: str, value: str, column: str, text: str) -> Callable[[Rows], Rows]:
    return lambda rows: [row | {column: text} if row[key] == value else row for row in rows]


def add_edition(data: Path) -> str:
    """Add the edition to a data folder. Result: the ID of the case that is gone."""
    _edit(data / "codes" / "editions.csv", lambda rows: [*rows, _edition(rows)])
    for kind in ("survey", "participation", "official"):
        shutil.copytree(data / kind / OLD, data / kind / NEW)
    survey = data / "survey" / NEW
    _edit(data / "official" / NEW / "case_counts_by_system_type.csv", _with("公表件数", "47", "公表件数", "48"))
    _edit(survey / "14-kanagawa.csv", _with("事例ID", "14-0004", "連絡先", "045-999-0000"))
    _edit(survey / "16-toyama.csv", _came)
    with (survey / "10-gunma.csv").open(encoding="utf-8-sig", newline="") as stream:
        gone = _only_existing(list(csv.DictReader(stream)))["事例ID"]
    _edit(survey / "10-gunma.csv", _went)
    return gone


def _edition(rows: Rows) -> dict[str, str]:
    place = {
        "名称": "2025年1月31日時点",
        "基準日": NEW,
        "公表日": "2026-02-27",
        "種類": "公表",
        "説明": "次の公表の版。",
    }
    return rows[0] | {"版": NEW, **place, "並び順": str(len(rows) + 1)}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project under git, with the edition added and its site built."""
    copy = shutil.copytree(ROOT, tmp_path_factory.mktemp("next") / "project", ignore=GENERATED)
    for words in ("init -q", "add -A", "-c user.name=t -c user.email=t@t.example commit -qm before"):
        subprocess.run(["git", *words.split()], cwd=copy, check=True)
    (copy / "gone.txt").write_text(add_edition(copy / "data"), encoding="utf-8")
    with_kept_pictures(copy / "out", ROOT)
    run(".venv/bin/python -m pipeline build", copy)
    return copy


def _plain(project: Path, address: str) -> str:
    page = (project / "out" / "site" / address / "index.html").read_text(encoding="utf-8")
    return re.sub(r"<[^>]+>", "", re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "status",
        "systems/security-cloud",
        "prefectures/27",
        "prefectures",
        "participation",
        "coverage",
        "cases",
        "notes",
    ],
)
def test_page_shows_the_newest_official_edition(project: Path, address: str) -> None:
    text = _plain(project, address)
    assert "2025年1月31日" in text
    assert "2024年1月31日" not in text


def test_reader_goes_back_and_sees_what_changed(project: Path) -> None:
    gone = (project / "gone.txt").read_text(encoding="utf-8")
    text = _plain(project, f"editions/{NEW}")
    assert "増えた事例 2 件、収録がなくなった事例 1 件、答えが変わった事例 1 件" in text
    assert "045-210-3325" in text and "045-999-0000" in text
    assert "前の版です" in _plain(project, f"editions/{OLD}")
    assert "終わったとは限りません" in _plain(project, f"cases/{gone}")
    assert "版ごとの答え" in _plain(project, "cases/14-0004")
    page = (project / "out" / "site" / "cases" / "14-0004" / "index.html").read_text(encoding="utf-8")
    assert f'href="../../editions/{NEW}/"' in page.partition('id="editions"')[2]
    assert "版ごとの答え" not in _plain(project, "cases/27-0001")


def test_review_and_release_ask_for_no_erratum(project: Path) -> None:
    assert "正誤" not in run(".venv/bin/python -m pipeline review --base HEAD", project).partition("## 問題")[2]
    assert re.search(r"リリース \d+\.\d+\.\d+ を", run(".venv/bin/python -m pipeline release", project))


def test_corrected_old_value_needs_an_erratum(project: Path, tmp_path: Path) -> None:
    data = shutil.copytree(project / "data", tmp_path / "data")
    _edit(data / "survey" / OLD / "14-kanagawa.csv", _with("事例ID", "14-0004", "連絡先", "045-999-0000"))
    with pytest.raises(StepDoesNotFit, match=r"errata\.csv"):
        run(f".venv/bin/python -m pipeline check --data {data}", project)
