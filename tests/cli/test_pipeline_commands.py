"""The commands as a maintainer runs them: exit codes, messages, and a site that a failed build leaves as it was."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from made.small import write_valid
from pipeline.paths import SQL
from shared import with_kept_pictures

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT / "build"), "SOURCE_DATE_EPOCH": "1706659200"}
OSAKA = Path("survey/2024-01-31/27-osaka.csv")


def start(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline", *map(str, arguments)],
        cwd=cwd,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finish(process: subprocess.Popen[str]) -> subprocess.CompletedProcess[str]:
    output, errors = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


def run(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return finish(start(*arguments, cwd=cwd))


def hashes(folder: Path) -> dict[str, str]:
    """The hash of every file below a folder, links followed."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with small made-up data and a site built from it, in data/ and out/."""
    folder = tmp_path_factory.mktemp("commands")
    write_valid(folder / "data")
    with_kept_pictures(folder / "out", ROOT)
    result = run("build", "--data", folder / "data", "--out", folder / "out", "--keep", folder / "kept.duckdb")
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


def test_kept_database_runs_every_select_alone_and_gives_the_published_tables(built: Path) -> None:
    with duckdb.connect(str(built / "kept.duckdb"), read_only=True) as connection:
        connection.execute("set schema = 'source'")
        for path in (SQL / "publish").glob("*.sql"):
            alone = connection.sql(path.read_text(encoding="utf-8")).aggregate("count(*)").fetchall()
            assert alone == connection.table(f"publish.{path.stem}").aggregate("count(*)").fetchall(), path.name


@pytest.fixture
def data(built: Path, tmp_path: Path) -> Path:
    """A copy of the data, to be broken."""
    shutil.copytree(built / "data", tmp_path / "data")
    return tmp_path / "data"


def test_check_of_sound_data_exits_with_0_and_shows_no_progress(built: Path) -> None:
    result = run("check", "--data", built / "data")
    assert result.returncode == 0
    assert "問題はありません" in result.stdout
    assert result.stderr == ""


def _write_as_cp932(path: Path) -> None:
    path.write_bytes(path.read_text(encoding="utf-8-sig").encode("cp932", errors="replace"))


def _change_cell(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_file_in_the_encoding_of_an_office_pc_is_refused(data: Path) -> None:
    _write_as_cp932(data / OSAKA)
    result = run("check", "--data", data)
    assert result.returncode == 2
    assert "27-osaka.csv" in result.stdout and "直し方" in result.stdout


def test_full_width_digit_is_refused_with_its_row_and_the_right_value(data: Path) -> None:
    lines = (data / OSAKA).read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1] = lines[1].replace("27-", "２７-", 1)
    (data / OSAKA).write_text("".join(lines), encoding="utf-8")
    result = run("check", "--data", data)
    assert result.returncode == 2
    assert "27-osaka.csv:2" in result.stdout and "全角" in result.stdout


def test_duplicate_id_is_refused_with_its_row(data: Path) -> None:
    text = (data / OSAKA).read_text(encoding="utf-8")
    last = text.rstrip("\n").splitlines()[-1]
    (data / OSAKA).write_text(text.rstrip("\n") + "\n" + last + "\n", encoding="utf-8")
    result = run("check", "--data", data)
    assert result.returncode == 2
    assert f"27-osaka.csv:{len(text.splitlines()) + 1}" in result.stdout


def test_unknown_municipality_is_refused_with_its_row(data: Path) -> None:
    roster = next((data / "participation" / "2024-01-31").glob("*.csv"))
    code = roster.read_text(encoding="utf-8").splitlines()[1].split(",")[1]
    _change_cell(roster, f",{code},", f",{code[:2]}999,")
    result = run("check", "--data", data)
    assert result.returncode == 2
    assert f"{roster.name}:2" in result.stdout


def test_failed_build_leaves_the_site_and_its_folder_as_they_were(built: Path) -> None:
    before = hashes(built / "out" / "site")
    broken = built / "broken"
    shutil.copytree(built / "data", broken)
    _write_as_cp932(broken / OSAKA)
    assert run("build", "--data", broken, "--out", built / "out").returncode == 2
    assert hashes(built / "out" / "site") == before


KILLED_BUILD = """
import os, signal, sys
from contextlib import contextmanager
from pathlib import Path
from pipeline.line import build

left = int(sys.argv[3])

@contextmanager
def stage(title):
    global left
    yield
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

build(Path(sys.argv[1]), Path(sys.argv[2]), stage)
"""


@pytest.mark.parametrize("stages_done", [1, 3, 5, 6])
def test_killed_build_leaves_the_site_whole_and_nothing_for_the_next(built: Path, stages_done: int) -> None:
    before, shown = hashes(built / "out" / "site"), (built / "out" / "site").resolve()
    script = [sys.executable, "-c", KILLED_BUILD, str(built / "data"), str(built / "out"), str(stages_done)]
    assert subprocess.run(script, cwd=ROOT, env=ENVIRONMENT, check=False).returncode == -signal.SIGKILL
    assert (built / "out" / "site").resolve() == shown
    assert hashes(built / "out" / "site") == before


def test_build_removes_what_killed_builds_left(built: Path) -> None:
    shown = (built / "out" / "site").resolve().parent.name
    (built / "out" / "builds" / "0900" / "site").mkdir(parents=True)
    assert run("build", "--data", built / "data", "--out", built / "out").returncode == 0
    now = (built / "out" / "site").resolve().parent.name
    assert {folder.name for folder in (built / "out" / "builds").iterdir()} == {shown, now}
    assert now not in (shown, "0900")


def test_two_builds_at_once_both_end_well(built: Path) -> None:
    before = hashes(built / "out" / "site")
    both = [start("build", "--data", built / "data", "--out", built / "out") for _ in range(2)]
    assert [finish(building).returncode for building in both] == [0, 0]
    assert hashes(built / "out" / "site").keys() == before.keys()
    assert (built / "out" / "datasets").resolve().parent == (built / "out" / "site").resolve().parent
