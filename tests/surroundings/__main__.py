"""python -m surroundings [--kills 200] [--seed 1]: what a build leaves when it is killed, starved or disturbed.

After every attempt the site must be whole, the old one or the new one, nobody may have seen a traceback, and the next
build must succeed. The result is a table: kind, tried, held.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from made.small import SURVEY_OSAKA, write_valid
from pipeline.paths import ROOT
from site_digests import digests

DISK_MEGABYTES = (1, 3, 6, 9, 12)
ENVIRONMENT = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "build"), "HOME": str(Path.home())}


@dataclass
class Site:
    """A small site of two sets of data, and what each of them looks like when it is whole."""

    folder: Path
    whole: dict[str, str]

    @property
    def out(self) -> Path:
        return self.folder / "out"

    def command(self, name: str, out: Path | None = None) -> list[str]:
        data = self.folder / name
        return [sys.executable, "-m", "pipeline", "build", "--data", str(data), "--out", str(out or self.out)]

    def is_whole(self) -> bool:
        return _summary(self.out) in self.whole.values()

    def builds_again(self, name: str) -> bool:
        result = _run(self.command(name))
        left = list((self.out / "builds").iterdir())
        return result.returncode == 0 and _summary(self.out) == self.whole[name] and len(left) <= 2


def make_site(folder: Path) -> Site:
    """Write two sets of data that differ in a cell, and build both."""
    whole = {}
    for name, year in (("old", "2015"), ("new", "2016")):
        write_valid(folder / name)
        path = folder / name / SURVEY_OSAKA
        path.write_text(path.read_text(encoding="utf-8").replace(",2015,", f",{year},", 1), encoding="utf-8")
        result = _run(Site(folder, {}).command(name))
        assert result.returncode == 0, result.stdout + result.stderr
        whole[name] = _summary(folder / "out")
    assert whole["old"] != whole["new"]
    return Site(folder, whole)


def _summary(out: Path) -> str:
    return repr(sorted(digests(out / "site").items()))


def _run(
    command: list[str], environment: dict[str, str] | None = None, umask: int = -1
) -> subprocess.CompletedProcess[str]:
    given = ENVIRONMENT | {"SOURCE_DATE_EPOCH": "1706659200"} if environment is None else environment
    return subprocess.run(command, env=given, cwd=ROOT, capture_output=True, text=True, check=False, umask=umask)


def _ended_well(result: subprocess.CompletedProcess[str]) -> bool:
    return result.returncode in (0, 1, 2) and "Traceback" not in result.stdout + result.stderr


def killed(site: Site, chance: random.Random, kills: int) -> Iterator[bool]:
    """Kill a build of the other data at a random moment, as often as asked; build again after every tenth."""
    began = time.monotonic()
    yield site.builds_again("old")
    longest = time.monotonic() - began
    for number in range(kills):
        name = ("new", "old")[number % 2]
        _kill_after(chance.uniform(0, longest), site.command(name))
        yield site.is_whole() and (number % 10 != 9 or site.builds_again(name))


def _kill_after(seconds: float, command: list[str]) -> None:
    given = ENVIRONMENT | {"SOURCE_DATE_EPOCH": "1706659200"}
    pipe = subprocess.DEVNULL
    with subprocess.Popen(command, env=given, cwd=ROOT, stdout=pipe, stderr=pipe, start_new_session=True) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def full_disk(site: Site) -> Iterator[bool]:
    """Build on disks that are too small."""
    for megabytes in DISK_MEGABYTES:
        result = _on_a_disk(site, f"size={megabytes}m")
        yield _ended_well(result) and result.returncode == 1 and "空きがありません" in result.stdout


def read_only(site: Site) -> Iterator[bool]:
    """Build on a disk that takes nothing."""
    result = _on_a_disk(site, "ro")
    yield _ended_well(result) and result.returncode == 1 and "許されていません" in result.stdout


def _on_a_disk(site: Site, option: str) -> subprocess.CompletedProcess[str]:
    disk = site.folder / "disk"
    disk.mkdir(exist_ok=True)
    unshare = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    mount = f'mount -t tmpfs -o {option} none "{disk}" || exit 99; exec "$@"'
    return _run([*unshare, "sh", "-c", mount, "sh", *site.command("new", disk / "out")])


def two_at_once(site: Site) -> Iterator[bool]:
    """Build both sets of data at the same time: one waits for the other."""
    given = ENVIRONMENT | {"SOURCE_DATE_EPOCH": "1706659200"}
    both = [subprocess.Popen(site.command(name), env=given, cwd=ROOT, stdout=subprocess.DEVNULL) for name in site.whole]
    yield [process.wait() for process in both] == [0, 0] and site.is_whole()


def changed_while_read(site: Site) -> Iterator[bool]:
    """Build while a file of the data is written again and again, half of it at times."""
    path = site.folder / "new" / SURVEY_OSAKA
    text = path.read_bytes()
    given = ENVIRONMENT | {"SOURCE_DATE_EPOCH": "1706659200"}
    output = subprocess.PIPE
    with subprocess.Popen(site.command("new"), env=given, cwd=ROOT, stdout=output, stderr=output, text=True) as process:
        while process.poll() is None:
            for part in (text[: len(text) // 2], text):
                path.write_bytes(part)
        stdout, stderr = process.communicate()
    path.write_bytes(text)
    result = subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)
    yield _ended_well(result) and (result.returncode != 0 or "index.html" in result.stdout)


def bare(site: Site) -> Iterator[bool]:
    """Build in 1970, without a home, in the C locale, for nobody else's eyes."""
    for environment in (
        ENVIRONMENT | {"SOURCE_DATE_EPOCH": "0"},
        {name: ENVIRONMENT[name] for name in ("PATH", "PYTHONPATH")},
        ENVIRONMENT | {"LC_ALL": "C", "LANG": "C"},
    ):
        yield _run(site.command("new"), environment, umask=0o077).returncode == 0


def main(kills: Annotated[int, typer.Option(help="how many builds are killed")] = 200, seed: int = 1) -> None:
    """Try every kind; exit with 1 when one did not hold."""
    with tempfile.TemporaryDirectory() as folder:
        site = make_site(Path(folder))
        kinds: dict[str, Callable[[], Iterator[bool]]] = {
            "killed at a random moment": lambda: killed(site, random.Random(seed), kills),
            "full disk": lambda: full_disk(site),
            "disk that takes nothing": lambda: read_only(site),
            "two builds at once": lambda: two_at_once(site),
            "data changed while read": lambda: changed_while_read(site),
            "1970, no home, C locale, umask 077": lambda: bare(site),
        }
        failed = sum(_tell(kind, list(attempts()), site) for kind, attempts in kinds.items())
    raise typer.Exit(1 if failed else 0)


def _tell(kind: str, held: list[bool], site: Site) -> int:
    """Print a line of the table. Result: 1 when something did not hold, or the next build does not succeed."""
    again = site.builds_again("new")
    typer.echo(f"{kind:<36} tried {len(held):>4}  held {sum(held):>4}  next build {'well' if again else 'FAILED'}")
    return int(not all(held) or not again)


if __name__ == "__main__":
    typer.run(main)
