"""What `make serve` shows before a whole build is done: what the check found, or the pages whose content has changed.

A process that has all libraries loaded waits for changes and copies itself for each: the copy checks, computes the
tables, stamps the pages of single things into the shells of the build before, tells those that differ, and then makes
the same whole build as `make site`. Nothing of it stays but that build.
"""

import multiprocessing
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path

FIRST_TOLD = "cases"
"""The pages that most changes are about; there are ten times as many of municipalities."""


@dataclass(frozen=True)
class News:
    """What has become known: pages by address, words of the check (or of what went wrong), that a build is done."""

    pages: dict[str, bytes] = field(default_factory=dict)
    words: str = ""
    is_built: bool = False


Tell = Callable[[News], None]


def stand_ready(data: Path, out: Path, orders: Connection, news: Connection) -> None:
    """Load the libraries once; make a copy of this process for every order. Ends when the other side is gone."""
    import_module("frictionless")  # the check loads it late
    from pipeline import line

    process: multiprocessing.process.BaseProcess | None = None
    copies = multiprocessing.get_context("fork")
    try:
        while orders.recv():
            if process:
                process.kill()
                process.join()
            process = copies.Process(target=_answer, args=(line.build, data, out, news.send))
            process.start()
    except (EOFError, KeyboardInterrupt):
        if process:
            process.kill()


def _answer(build: Callable[[Path, Path], Path], data: Path, out: Path, tell: Tell) -> None:
    """Tell the changed pages, then build; tell why not when something is wrong."""
    from pipeline.check.problems import render_text
    from pipeline.surroundings import explain
    from pipeline.verify import DataNeedMending

    try:
        for pages in changed_pages(data, out):
            tell(News(pages))
        build(data, out)
        tell(News(is_built=True))
    except DataNeedMending as error:
        tell(News(words=render_text(error.problems)))
    except KeyboardInterrupt:
        return
    except Exception as error:
        tell(News(words=explain(error) or traceback.format_exc()))


def changed_pages(data: Path, out: Path) -> Iterator[dict[str, bytes]]:
    """Give the pages of single things that differ from the site that is shown, kind by kind, with all checks made.

    Raises   DataNeedMending
    """
    from pipeline.check import check_data
    from pipeline.identity import read_identity, today_of
    from pipeline.line import told_by_history
    from pipeline.pages.charts import ChartBook
    from pipeline.pages.model import Model
    from pipeline.pages.page import Inputs
    from pipeline.pages.stamp import Shell, shells_of
    from pipeline.pages.tree import entity_pages
    from pipeline.verify import make_tables

    identity = read_identity(data)
    tables = make_tables(data, check_data(data), today_of(identity), out / "cache")
    site = (out / "site").resolve()
    inputs = Inputs(
        Model.read(tables.connection), told_by_history(identity, tables.history), ChartBook(out / "cache" / "charts")
    )
    kinds = sorted(entity_pages(inputs, with_files=False).items(), key=lambda kind: kind[0] != FIRST_TOLD)
    for folder, pages in kinds:
        if (place := shells_of(site) / f"{folder}.html").exists():
            shell = Shell.read(place)
            stamped = ((f"{folder}/{page.key}/index.html", shell.stamp(page).encode()) for page in pages)
            yield {address: content for address, content in stamped if content != _shown(site / address)}


def _shown(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""
