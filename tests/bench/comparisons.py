"""Every comparison with a peer. A new row of `make bench` is one more function here."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.hugo import write_hugo_project, write_hugo_rows_project
from bench.material import write_material_project
from bench.plain_pages import each_plain_page, gather_plain_pages, require_same_bytes, write_plain_pages
from bench.ready_site import ReadySite, read_ready_site
from bench.registry import Job, Timings, comparison, take_turns

MATERIAL = "mkdocs-material building the same entity pages as Markdown"


@comparison("stamp-vs-plain", "the same pages by plain Jinja2 from the same rows", cases=1_000, goal=1.5)
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


@comparison("stamp-vs-hugo", "Hugo building the same entity pages from Markdown", cases=1_000, goal=1.0)
def stamp_against_hugo(data: Path, workshop: Path, runs: int) -> Timings:
    """Look up, render and write every entity page; Hugo is given finished Markdown, and the same frame."""
    site, project = read_ready_site(data, workshop), workshop / "hugo"
    write_hugo_project(site, project)

    return take_turns(partial(stamping, site, workshop), hugo(project), runs)


@comparison("site-vs-hugo", "Hugo making the same entity pages from their rows", cases=1_000, goal=None)
def site_against_hugo(data: Path, workshop: Path, runs: int) -> Timings:
    """Check and build the whole site with all its files; Hugo makes pages alone, and shows every row without a thought.

    No goal: Hugo checks no data, draws no chart and writes no file to download.
    """
    site, project = read_ready_site(data, workshop), workshop / "hugo"
    write_hugo_rows_project(site, project)
    return take_turns(kept_build(site, data, workshop), hugo(project), runs)


@comparison("pages-vs-hugo", "Hugo making the same entity pages from their rows", cases=1_000, goal=1.0)
def pages_against_hugo(data: Path, workshop: Path, runs: int) -> Timings:
    """Make all pages from the published tables; Hugo makes the entity pages from the rows of each."""
    site, project = read_ready_site(data, workshop), workshop / "hugo"
    write_hugo_rows_project(site, project)
    return take_turns(partial(making_pages, site, workshop), hugo(project), runs)


def hugo(project: Path) -> Callable[[int], Job]:
    """Prepare what Hugo does, into a fresh folder in every run."""

    def peer(number: int) -> Job:
        target = str(project.with_name(f"hugo-{number}"))
        return command("hugo", "build", "--quiet", "--noBuildLock", "--source", str(project), "--destination", target)

    return peer


@comparison("pages-vs-material", MATERIAL, cases=1_000, goal=0.2)
def pages_against_material(data: Path, workshop: Path, runs: int) -> Timings:
    """Make all pages from the published tables, with the charts of an earlier build, and let Material build its part.

    Material is given finished Markdown: it does not check data or write download files, so here we do not either.
    """
    site = read_ready_site(data, workshop)
    return take_turns(partial(making_pages, site, workshop), material(site, workshop), runs)


def making_pages(site: ReadySite, workshop: Path, number: int) -> Job:
    """Prepare the stages that make pages."""
    return partial(site.make_pages, workshop / f"pages-{number}")


@comparison("site-vs-material", MATERIAL, cases=1_000, goal=0.2)
def site_against_material(data: Path, workshop: Path, runs: int) -> Timings:
    """Check and build the whole site with all its files, with the pictures that an earlier build kept."""
    site = read_ready_site(data, workshop)
    return take_turns(kept_build(site, data, workshop), material(site, workshop), runs)


def kept_build(site: ReadySite, data: Path, workshop: Path) -> Callable[[int], Job]:
    """Prepare a whole build that finds the pictures of an earlier one."""

    def ours(number: int) -> Job:
        shutil.copytree(site.paths.cache, workshop / f"out-{number}" / "cache")
        return whole_build(data, workshop / f"out-{number}")

    return ours


@comparison("first-site-vs-material", MATERIAL, cases=1_000, goal=0.2)
def first_site_against_material(data: Path, workshop: Path, runs: int) -> Timings:
    """Check and build the whole site from nothing: every chart and every card is drawn."""
    site = read_ready_site(data, workshop)
    return take_turns(lambda number: whole_build(data, workshop / f"out-{number}"), material(site, workshop), runs)


def material(site: ReadySite, workshop: Path) -> Callable[[int], Job]:
    """Prepare what Material for MkDocs does, which is the same in every run."""
    config = write_material_project(site, workshop / "material")
    return lambda number: command("mkdocs", "build", "--quiet", "--config-file", str(config))


def whole_build(data: Path, out: Path) -> Job:
    """Prepare what `make site` does."""
    return command("pipeline", "build", "--data", str(data), "--out", str(out))


def command(*arguments: str) -> Job:
    """Make a job of a Python module run as a command."""
    return lambda: subprocess.run([sys.executable, "-m", *arguments], check=True, capture_output=True)
