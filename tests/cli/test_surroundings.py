"""What the machine refuses is said in a sentence: no traceback, no half site, and the next build succeeds."""

import errno
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from made.small import write_valid
from pipeline.__main__ import app
from pipeline.paths import ROOT
from pipeline.publish import alone, clear_leavings, new_build, publish
from pipeline.surroundings import explain

MACHINE_UNFIT, WRONG, STOPPED = 1, 2, 130


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small data in which nothing is wrong; no test changes them."""
    folder = tmp_path_factory.mktemp("small") / "data"
    write_valid(folder)
    return folder


def run(*arguments: str | Path) -> Result:
    """Run a command here; an error that nothing answers fails the test with its traceback."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


def build(data: Path, out: Path) -> Result:
    return run("build", "--data", data, "--out", out)


@pytest.mark.parametrize("place", [".", "out", "survey/../x"])
@pytest.mark.parametrize("command", ["build", "serve"])
def test_nothing_is_written_among_the_data(data: Path, command: str, place: str) -> None:
    before = sorted(data.rglob("*"))
    result = run(command, "--data", data, "--out", data / place)
    assert result.exit_code == MACHINE_UNFIT and "同じか、その中にあります" in result.output
    assert sorted(data.rglob("*")) == before


def test_time_that_is_no_number_is_named_with_its_mend(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("abc", "-1", "1e9", "１７", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", text)
        result = build(data, tmp_path / "out")
        assert result.exit_code == MACHINE_UNFIT and f"SOURCE_DATE_EPOCH の「{text}」" in result.output
    assert not (tmp_path / "out" / "site").exists()


@pytest.mark.parametrize("name", ["site", "datasets", "current"])
def test_folder_in_the_place_of_a_link_is_kept_and_named_before_anything_is_built(
    data: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "mine.txt").write_text("mine", encoding="utf-8")
    result = build(data, tmp_path)
    assert result.exit_code == MACHINE_UNFIT and f"{tmp_path / name} は" in result.output
    assert (tmp_path / name / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "builds").exists()


def test_file_in_the_place_of_the_output_folder_is_named(data: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    for out in (tmp_path / "out", tmp_path / "out" / "below"):
        result = build(data, out)
        assert result.exit_code in (MACHINE_UNFIT, WRONG) and "out" in result.output


def test_port_that_is_taken_is_said_before_anything_is_built(data: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("serve", "--data", data, "--out", tmp_path / "out", "--port", str(port))
    assert result.exit_code == MACHINE_UNFIT and f"ポート {port} は、ほかのプログラムが使っています" in result.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("port", ["70000", "-1", "http", "８０００"])
def test_impossible_port_is_named(data: Path, tmp_path: Path, port: str) -> None:
    result = run("serve", "--data", data, "--out", tmp_path / "out", f"--port={port}")
    assert result.exit_code == WRONG and f"「{port}」はポート番号として使えません" in result.output


REFUSALS: dict[str, Callable[[], object]] = {
    "空きがありません": lambda: OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "a.csv"),
    "許されていません": lambda: OSError(errno.EROFS, os.strerror(errno.EROFS), "a.csv"),
    "途中でなくなりました": lambda: FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "a.csv"),
    "ファイルの数を超えました": lambda: OSError(errno.EMFILE, os.strerror(errno.EMFILE), "a.csv"),
}


@pytest.mark.parametrize("sentence", REFUSALS)
def test_refusal_of_the_system_stops_a_build_with_a_sentence_and_leaves_nothing(
    data: Path, tmp_path: Path, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise REFUSALS[sentence]()  # type: ignore[misc]

    monkeypatch.setattr("pipeline.line.make_site", refuse)
    result = build(data, tmp_path / "out")
    assert result.exit_code == MACHINE_UNFIT and "a.csv: " in result.output and sentence in result.output
    assert list((tmp_path / "out" / "builds").iterdir()) == []


def test_refusal_is_known_by_its_words_and_behind_other_errors() -> None:
    library = RuntimeError(f'IO Error: Could not write "x": {os.strerror(errno.ENOSPC)}')
    assert "空きがありません" in str(explain(library))
    outer = RuntimeError("the task failed")
    outer.__cause__ = OSError(errno.EROFS, os.strerror(errno.EROFS))
    assert "許されていません" in str(explain(outer))


def test_fault_of_ours_is_not_passed_off_as_one_of_the_machine() -> None:
    assert explain(KeyError("case_id")) is None


def test_interrupt_stops_a_build_with_a_sentence(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.line.make_site", interrupt)
    result = build(data, tmp_path / "out")
    assert result.exit_code == STOPPED and "止めました" in result.output
    assert list((tmp_path / "out" / "builds").iterdir()) == []


def test_next_start_clears_what_killed_builds_left(tmp_path: Path) -> None:
    with alone(tmp_path):
        shown = new_build(tmp_path)
        for folder in (shown.datasets, shown.site):
            folder.mkdir()
        publish(shown, tmp_path)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (tmp_path / "builds" / "0007" / "site").mkdir(parents=True)
    (tmp_path / ".site.new").symlink_to("nowhere")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / f".card.png.{ended.pid}").touch()
    (tmp_path / "cache" / f".other.png.{os.getpid()}").touch()
    clear_leavings(tmp_path)
    with alone(tmp_path):
        assert [folder.name for folder in (tmp_path / "builds").iterdir()] == [shown.root.name]
        assert not (tmp_path / ".site.new").is_symlink()
        assert [file.name for file in (tmp_path / "cache").iterdir()] == [f".other.png.{os.getpid()}"]


def test_build_needs_neither_git_nor_home_nor_a_locale_of_its_own(data: Path, tmp_path: Path) -> None:
    bare = {"PATH": str(Path(sys.executable).parent), "PYTHONPATH": str(ROOT / "build"), "LC_ALL": "C"}
    command = [sys.executable, "-m", "pipeline", "check", "--data", str(data)]
    result = subprocess.run(command, env=bare, cwd=tmp_path, capture_output=True, text=True, check=False, umask=0o077)
    assert (result.returncode, result.stderr) == (0, "")


def test_interrupted_process_ends_without_a_traceback(data: Path, tmp_path: Path) -> None:
    script = (
        "import os, signal\nfrom pipeline import line\nfrom pipeline.__main__ import app\n"
        "line.make_site = lambda *_: os.kill(os.getpid(), signal.SIGINT)\n"
        f"app(['build', '--data', {str(data)!r}, '--out', {str(tmp_path / 'out')!r}])"
    )
    command = [sys.executable, "-c", script]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "build")}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == STOPPED and "Traceback" not in result.stderr
