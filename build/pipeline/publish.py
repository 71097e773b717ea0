"""Puts a finished build in the place of the old one in one step.

Builds lie in out/builds/<number>/. `out/site` and `out/datasets` are symbolic links that are replaced atomically
(a rename onto a full folder fails, so the folders themselves never move). A build that fails is never linked.
"""

import shutil
from pathlib import Path

from pipeline.paths import BuildPaths

LINKS = ("datasets", "site")
KEPT_BUILDS = 2


def new_build(out: Path) -> BuildPaths:
    """Make an empty folder for the next build."""
    builds = out / "builds"
    builds.mkdir(parents=True, exist_ok=True)
    root = builds / f"{max(_numbers(builds), default=0) + 1:04d}"
    root.mkdir()
    return BuildPaths(root)


def publish(build: BuildPaths, out: Path) -> None:
    """Let the links point to this build and remove all builds but the newest two."""
    for name in LINKS:
        _replace_link(out / name, Path("builds") / build.root.name / name)
    builds = out / "builds"
    for number in sorted(_numbers(builds))[:-KEPT_BUILDS]:
        shutil.rmtree(builds / f"{number:04d}")


def discard(build: BuildPaths) -> None:
    """Remove a build that failed."""
    shutil.rmtree(build.root, ignore_errors=True)


def _replace_link(link: Path, target: Path) -> None:
    fresh = link.with_name(f".{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target, target_is_directory=True)
    fresh.replace(link)


def _numbers(builds: Path) -> list[int]:
    return [int(path.name) for path in builds.iterdir() if path.name.isdigit()]
