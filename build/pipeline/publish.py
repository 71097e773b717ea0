"""Puts a finished build in the place of the old one in one step.

Builds lie in out/builds/<number>/. `out/current` is a symbolic link to the one that is shown, and replaced atomically
(a rename onto a full folder fails, so the folders themselves never move); `out/site` and `out/datasets` lead through
it, so that both change in the same instant. A build that fails is never linked.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.cache import forget_unused
from pipeline.paths import BuildPaths
from pipeline.progress import step
from pipeline.surroundings import SurroundingsUnfit

CURRENT = "current"
LINKS = ("datasets", "site")
HALF_WRITTEN = ".*.*[0-9]"
"""What `cache.keep` has not finished, or never will: the last part of the name is the number of the process."""


@contextmanager
def alone(out: Path) -> Iterator[None]:
    """Let one build at a time write below `out`; others wait. The lock of a build that is killed ends with it.

    Raises   SurroundingsUnfit when a folder stands where a link of ours belongs.
    """
    out.mkdir(parents=True, exist_ok=True)
    with (out / ".lock").open("w") as lock:
        _wait_for(lock)
        _keep_places_free(out)
        yield


def _keep_places_free(out: Path) -> None:
    for place in (out / name for name in (CURRENT, *LINKS)):
        if place.exists() and not place.is_symlink():
            raise SurroundingsUnfit(
                f"{place} は、このしくみが作ったものではありません。消さずに止めました。\n"
                "  直し方: ほかの場所に移すか、--out に別の場所を指定してください。"
            )


def clear_leavings(out: Path) -> None:
    """Remove all builds but the one that is shown, what others left that did not end, and what was kept for nobody."""
    for folder in _folders(out / "builds"):
        if folder.resolve() != (out / CURRENT).resolve():
            shutil.rmtree(folder)
    for link in out.glob(".*.new"):
        link.unlink()
    forget_unused(out / "cache")
    for half in (out / "cache").rglob(HALF_WRITTEN):
        if not _runs(int(half.suffix.removeprefix("."))):
            half.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it runs, and belongs to somebody else
        pass
    return True


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
    """Show this build. The one shown before stays until the next build starts: readers may still be in it."""
    _replace_link(out / CURRENT, Path("builds") / build.root.name)
    for name in LINKS:
        _replace_link(out / name, Path(CURRENT) / name)


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
    return [path for path in builds.glob("*") if path.name.isdigit()]
