"""Every comparison with a peer. A new row of `make bench` is one more function here."""

import subprocess
import sys
from functools import partial
from pathlib import Path

from bench.material import write_material_project
from bench.plain_pages import each_plain_page, gather_plain_pages, require_same_bytes, write_plain_pages
from bench.ready_site import ReadySite, read_ready_site
from bench.registry import Job, Timings, comparison, take_turns


@comparison("stamp-vs-plain", "the same pages by plain Jinja2 from the same rows", cases=10_000, goal=1.5)
def stamp_against_floor(data: Path, workshop: Path, runs: int) -> Timings:
    """Look up, render and write every entity page: from its shell, and by a template of the whole page."""
    site = read_ready_site(data, workshop)

    def peer(number: int) -> Job:
        rows = site.fresh_copy(workshop / f"rows-{number}")
        return lambda: each_plain_page(rows, lambda page: page.write(workshop / f"plain-{number}"))

    return take_turns(partial(stamping, site, workshop), peer, runs)


@comparison(
    "stamp-vs-ready-values", "plain Jinja2 with every piece looked up and rendered before", cases=10_000, goal=None
)
def stamp_against_ready_values(data: Path, workshop: Path, runs: int) -> Timings:
    """Look up, render and write every entity page, and only join and write it. The bytes must be the same."""
    site = read_ready_site(data, workshop)
    plain = gather_plain_pages(site)

    def peer(number: int) -> Job:
        return partial(write_plain_pages, plain, workshop / f"plain-{number}")

    timings = take_turns(partial(stamping, site, workshop), peer, runs)
    require_same_bytes(plain, workshop / "plain-0", workshop / "stamped-0" / "site")
    return timings


def stamping(site: ReadySite, workshop: Path, number: int) -> Job:
    """Prepare what the build does."""
    return site.fresh_copy(workshop / f"stamped-{number}").stamp


@comparison("site-vs-material", "mkdocs-material building the same entity pages as Markdown", cases=1_000, goal=0.2)
def site_against_material(data: Path, workshop: Path, runs: int) -> Timings:
    """Check and build the whole site from nothing, and let Material for MkDocs build the entity pages alone."""
    config = write_material_project(read_ready_site(data, workshop), workshop / "material")

    def ours(number: int) -> Job:
        return command("pipeline", "build", "--data", str(data), "--out", str(workshop / f"out-{number}"))

    def peer(number: int) -> Job:
        return command("mkdocs", "build", "--quiet", "--config-file", str(config))

    return take_turns(ours, peer, runs)


@comparison("pages-vs-material", "mkdocs-material building the same entity pages as Markdown", cases=1_000, goal=0.2)
def pages_against_material(data: Path, workshop: Path, runs: int) -> Timings:
    """Make all pages from the published tables, with the charts of an earlier build, and let Material build its part.

    Material is given finished Markdown: it does not check data or write download files, so here we do not either.
    """
    site = read_ready_site(data, workshop)
    config = write_material_project(site, workshop / "material")

    def peer(number: int) -> Job:
        return command("mkdocs", "build", "--quiet", "--config-file", str(config))

    return take_turns(lambda number: partial(site.make_pages, workshop / f"pages-{number}"), peer, runs)


def command(*arguments: str) -> Job:
    """Make a job of a Python module run as a command."""
    return lambda: subprocess.run([sys.executable, "-m", *arguments], check=True, capture_output=True)
