"""Puts a finished build in the place of the old one in one step.

Builds lie in out/builds/<number>/. `out/current` is a symbolic link to the one that is shown, and replaced atomically
(a rename onto a full folder fails, so the folders themselves never move); `out/site` and `out/datasets` lead through
it, so that both change in the same instant. A build that fails is never linked.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.paths import BuildPaths
from pipeline.progress import step

CURRENT = "current"
LINKS = ("datasets", "site")


@contextmanager
def alone(out: Path) -> Iterator[None]:
    """Let one build at a time write below `out`; others wait. The lock of a build that is killed ends with it."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / ".lock").open("w") as lock:
        _wait_for(lock)
        yield


def _wait_for(lock: IO[str]) -> None:
    try:
        import fcntl
    except ImportError:  # Windows has no such lock: two builds at once are on their own there
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        with step("ほかのビルドが終わるのを待っています"):
            fcntl.flock(lock, fcntl.LOCK_EX)


def new_build(out: Path) -> BuildPaths:
    """Make an empty folder for the next build."""
    builds = out / "builds"
    builds.mkdir(parents=True, exist_ok=True)
    root = builds / f"{max((int(folder.name) for folder in _folders(builds)), default=0) + 1:04d}"
    root.mkdir()
    return BuildPaths(root)


def publish(build: BuildPaths, out: Path) -> None:
    """Show this build, and remove all others but the one shown before."""
    before = (out / "site").resolve().parent
    _replace_link(out / CURRENT, Path("builds") / build.root.name)
    for name in LINKS:
        _replace_link(out / name, Path(CURRENT) / name)
    for folder in _folders(build.root.parent):
        if folder.resolve() not in (build.root.resolve(), before):
            shutil.rmtree(folder)


def discard(build: BuildPaths) -> None:
    """Remove a build that failed."""
    shutil.rmtree(build.root, ignore_errors=True)


def _replace_link(link: Path, target: Path) -> None:
    """Point a link elsewhere in one step; one that points there already stays untouched."""
    if link.is_symlink() and link.readlink() == target:
        return
    fresh = link.with_name(f".{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target, target_is_directory=True)
    fresh.replace(link)


def _folders(builds: Path) -> list[Path]:
    return [path for path in builds.iterdir() if path.name.isdigit()]
