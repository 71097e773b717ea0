"""The same data give the same bytes on any machine: without fonts, elsewhere, at another time, in another language."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb

from made.small import write_valid
from pipeline.paths import ROOT

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/X11R6/lib/X11/fonts", "/usr/share/texmf/fonts")
HIDE_FONTS = 'for folder in {folders}; do mount -t tmpfs none $folder || exit 99; done; umask 077; exec "$@"'
TIME = {"SOURCE_DATE_EPOCH": "1706659200"}
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "tr_TR.UTF-8",
    "PYTHONHASHSEED": "4711",
    "COLUMNS": "20",
}


def build(data: Path, out: Path, prefix: list[str], environment: dict[str, str]) -> None:
    command = [*prefix, sys.executable, "-m", "pipeline", "build", "--data", str(data), "--out", str(out)]
    environment = TIME | {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "build")} | environment
    result = subprocess.run(command, env=environment, cwd=data, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def without_fonts() -> list[str]:
    """Give the command that runs another without the fonts of this machine and with a strict umask."""
    folders = " ".join(folder for folder in FONT_FOLDERS if Path(folder).is_dir())
    unshare = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    hidden = [*unshare, "sh", "-c", HIDE_FONTS.format(folders=folders), "sh"]
    tried = subprocess.run([*hidden, "true"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, (
        "this test hides the fonts of the machine in a namespace: run it as root, or allow it to users by "
        f"`sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0` ({tried.stderr.strip()})"
    )
    return hidden


def digests(folder: Path) -> dict[str, str]:
    """The hash of every file; a DuckDB file has random header bytes and counts by its rows."""
    return {str(path.relative_to(folder)): _digest(path) for path in folder.rglob("*") if path.is_file()}


def _digest(path: Path) -> str:
    content = path.read_bytes() if path.suffix != ".duckdb" else _rows_of(path).encode()
    return hashlib.sha256(content).hexdigest()


def _rows_of(database: Path) -> str:
    with duckdb.connect(str(database), read_only=True) as connection:
        names = [
            name for (name,) in connection.sql("select view_name from duckdb_views() where not internal").fetchall()
        ]
        names += [name for (name,) in connection.sql("select table_name from duckdb_tables()").fetchall()]
        return repr([(name, connection.sql(f'from "{name}"').fetchall()) for name in sorted(names)])


def test_every_byte_is_the_same_without_fonts_elsewhere_and_in_another_locale(tmp_path: Path) -> None:
    here, elsewhere = tmp_path / "here", tmp_path / "どこか 別の place"
    write_valid(here / "data")
    shutil.copytree(here / "data", elsewhere / "data")
    build(here / "data", here / "out", [], {"HOME": str(Path.home())})
    build(elsewhere / "data", elsewhere / "out", without_fonts(), ELSEWHERE)
    once, again = digests(here / "out" / "site"), digests(elsewhere / "out" / "site")
    differing = sorted(name for name in once.keys() | again.keys() if once.get(name) != again.get(name))
    assert len(once) > 100
    assert differing == []
