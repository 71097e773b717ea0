"""The Markdown tree that MkDocs builds, and the pages that are stamped afterwards: all that the registry lists."""

import shutil
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from duckdb import DuckDBPyConnection

from pipeline.identity import Identity
from pipeline.pages.chart_bundles import write_chart_bundles
from pipeline.pages.chart_list import all_figures
from pipeline.pages.chart_pages import FrozenCharts, frozen_text, write_chart_pages
from pipeline.pages.charts import ChartBook
from pipeline.pages.explorer import write_explorer
from pipeline.pages.feeds import write_feeds
from pipeline.pages.mkdocs_site import Menu, page_addresses
from pipeline.pages.model import Model
from pipeline.pages.page import Inputs, Page
from pipeline.pages.page_kinds import PAGE_KINDS
from pipeline.pages.question import write_question
from pipeline.pages.registry import PAGES
from pipeline.pages.search import write_search
from pipeline.pages.sitemap import write_sitemap
from pipeline.pages.social_cards import write_cards
from pipeline.pages.stamp import EntityPage, stamp_pages
from pipeline.pages.vega_bundle import write_vega
from pipeline.paths import ASSETS, SITE_SOURCE, BuildPaths

CHART_PAGES = "charts"
"""The folder of the pages of single charts, which stand in no theme."""

STYLES = ("base", "layout", "components", "overview", "history", "print")
"""The style sheets of every page, in the order in which they count: a browser asks for them as one file."""


class NotRegistered(Exception):
    """A page was built that the registry does not list, or one that it lists was not."""


def menu() -> Menu:
    """Put the pages under their headings, in the order of the registry."""
    shown = [page for page in PAGES if page.menu or page.menu_title]
    groups = [
        (heading, [{p.menu_title or p.title: p.source} for p in pages]) for heading, pages in groupby(shown, _heading)
    ]
    return [{heading: entries} if heading else entries[0] for heading, entries in groups]


def _heading(page: Page) -> str:
    return page.menu


def render_docs(
    model: Model,
    package: dict[str, Any],
    paths: BuildPaths,
    identity: Identity,
    frozen: Iterable[FrozenCharts] = (),
) -> None:
    """Write the whole Markdown tree: the pages that stand alone, a shell for every kind, and the assets."""
    charts = ChartBook(paths.cache / "charts", paths.docs / "assets" / "charts")
    inputs = Inputs(model, identity, charts, package)
    _require_sources_registered()
    for page in PAGES:
        write_page(paths.docs / page.source, page.render(inputs)[0])
    figures = all_figures(inputs)
    write_chart_pages(figures, list(frozen), paths.docs, identity)
    write_chart_bundles(figures, paths.datasets / "charts", paths.cache / "charts", identity)
    for kind in {kind.folder: kind for kind in reversed(PAGE_KINDS)}.values():  # the first kind of each folder
        write_page(paths.docs / kind.folder / "_shell" / "index.md", kind.shell)
    write_explorer(model, paths.docs, identity)
    write_question(model, paths.docs)
    write_vega(paths.cache, paths.docs)
    write_cards(model, identity, paths.cache / "cards", paths.docs)
    write_assets(paths.docs / "assets")


def write_assets(target: Path) -> None:
    """Put scripts and style sheets below a folder, those of every page joined in site.css."""
    shutil.copytree(ASSETS, target, dirs_exist_ok=True)
    sheets = [target / f"{name}.css" for name in STYLES]
    (target / "site.css").write_text("\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets), encoding="utf-8")
    for sheet in sheets:
        sheet.unlink()


def charts_of(connection: DuckDBPyConnection, identity: Identity) -> str:
    """Draw every chart of the site for a release to keep."""
    with TemporaryDirectory() as folder:
        return frozen_text(all_figures(Inputs(Model.read(connection), identity, ChartBook(Path(folder) / "charts"))))


def _require_sources_registered() -> None:
    """Raise NotRegistered for a page that people wrote and that the registry does not list."""
    written = {path.relative_to(SITE_SOURCE.parent).as_posix() for path in SITE_SOURCE.rglob("*.md")}
    if unlisted := written - {page.template for page in PAGES}:
        raise NotRegistered(f"not in the registry of pages: {', '.join(sorted(unlisted))}")


def write_page(path: Path, text: str) -> None:
    """Write one page, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def stamp_site(model: Model, package: dict[str, Any], paths: BuildPaths, identity: Identity) -> None:
    """Write every page of every kind into the built site, before them the search list, after them the sitemap."""
    write_search(model, paths.site, PAGE_KINDS, PAGES)
    inputs = Inputs(model, identity, ChartBook(paths.cache / "charts"), package)
    for folder, pages in entity_pages(inputs).items():
        stamp_pages(paths.site, folder, pages)
    write_feeds(model, paths.site, identity)
    addresses = page_addresses(paths.site)
    require_registered(addresses)
    write_sitemap(paths.site, addresses, identity)


def require_registered(addresses: Iterable[str]) -> None:
    """Compare the pages of a built site with the registry. Raises NotRegistered when they differ."""
    if differing := unregistered(addresses):
        raise NotRegistered(f"built, or in the registry of pages, but not both: {', '.join(differing)}")


def unregistered(addresses: Iterable[str]) -> list[str]:
    """List the pages that are built or in the registry, but not both; pages of kinds need no entry."""
    alone = {address for address in addresses if not _is_of_a_kind(address)}
    return sorted(alone ^ {page.address for page in PAGES})


def _is_of_a_kind(address: str) -> bool:
    folder, levels = address.partition("/")[0], address.count("/")
    if folder == CHART_PAGES:
        return levels == 2 or address.startswith(f"{CHART_PAGES}/v")
    return levels == 2 and folder in {kind.folder for kind in PAGE_KINDS}


def entity_pages(inputs: Inputs, with_files: bool = True) -> dict[str, Iterator[EntityPage]]:
    """Give the pages of every kind, by folder; without files, those kinds are left out that show them."""
    kinds = [kind for kind in PAGE_KINDS if with_files or not kind.shows_files]
    by_folder: dict[str, list[Iterator[EntityPage]]] = {}
    for kind in kinds:
        by_folder.setdefault(kind.folder, []).append(kind.pages(inputs))
    return {folder: chain(*pages) for folder, pages in by_folder.items()}
