"""Every comparison with a peer. A new row of `make bench` is one more function here."""

import subprocess
import sys
from pathlib import Path

from bench.material import write_material_project
from bench.plain_pages import PlainPages
from bench.ready_site import read_ready_site
from bench.registry import Job, Timings, comparison, take_turns


@comparison("stamp", "the same pages by plain Jinja2, values ready", cases=10_000, goal=1.5)
def stamp_against_floor(data: Path, workshop: Path, runs: int) -> Timings:
    """Write every entity page from its shell, and by a whole-page template: the bytes must be the same."""
    site = read_ready_site(data, workshop)
    plain = PlainPages.record(site)

    def ours(number: int) -> Job:
        return site.fresh_copy(workshop / f"stamped-{number}").stamp

    def peer(number: int) -> Job:
        return lambda: plain.write(workshop / f"plain-{number}")

    timings = take_turns(ours, peer, runs)
    plain.require_same_bytes(workshop / "plain-0", workshop / "stamped-0" / "site")
    return timings


@comparison("site", "mkdocs-material building the same entity pages as Markdown", cases=1_000, goal=0.2)
def site_against_material(data: Path, workshop: Path, runs: int) -> Timings:
    """Check and build the whole site from nothing, and let Material for MkDocs build the entity pages alone."""
    config = write_material_project(read_ready_site(data, workshop), workshop / "material")

    def ours(number: int) -> Job:
        return command("pipeline", "build", "--data", str(data), "--out", str(workshop / f"out-{number}"))

    def peer(number: int) -> Job:
        return command("mkdocs", "build", "--quiet", "--config-file", str(config))

    return take_turns(ours, peer, runs)


def command(*arguments: str) -> Job:
    """Make a job of a Python module run as a command."""
    return lambda: subprocess.run([sys.executable, "-m", *arguments], check=True, capture_output=True)
