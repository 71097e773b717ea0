"""The Markdown tree that MkDocs builds, and the entity pages that are stamped afterwards."""

import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline.identity import Identity
from pipeline.pages.case_pages import case_pages
from pipeline.pages.chart_bundles import figures_in, write_chart_bundles
from pipeline.pages.charts import ChartBook, Figure
from pipeline.pages.errata_pages import gone_case_pages, release_pages
from pipeline.pages.explorer import write_explorer
from pipeline.pages.feeds import write_feeds
from pipeline.pages.mkdocs_site import page_addresses
from pipeline.pages.model import Model
from pipeline.pages.municipality_pages import municipality_pages
from pipeline.pages.overview_pages import OVERVIEW_PAGES
from pipeline.pages.prefecture_pages import prefecture_pages
from pipeline.pages.prose import prose_figures
from pipeline.pages.search import write_search
from pipeline.pages.sitemap import write_sitemap
from pipeline.pages.social_cards import write_cards
from pipeline.pages.stamp import EntityPage, stamp_pages, write_shell
from pipeline.pages.summary_pages import SUMMARY_PAGES
from pipeline.pages.system_pages import system_pages
from pipeline.pages.table_pages import table_pages
from pipeline.pages.templates import environment, template
from pipeline.pages.vega_bundle import write_vega
from pipeline.paths import ASSETS, SITE_SOURCE, BuildPaths

ENTITY_KINDS = ("cases", "municipalities", "prefectures", "systems", "downloads", "changes")


def render_docs(model: Model, package: dict[str, Any], paths: BuildPaths, identity: Identity) -> None:
    """Write the whole Markdown tree: prose, summary pages, shells and assets."""
    write_prose(model, paths.docs, identity)
    for address, (name, context) in SUMMARY_PAGES.items():
        text = template(name).render(context(model, package, identity))
        write_page(paths.docs / address / "index.md", text)
    charts = ChartBook(paths.cache / "charts", paths.docs / "assets" / "charts")
    figures: list[Figure] = []
    for address, (name, make_overview) in OVERVIEW_PAGES.items():
        shown = make_overview(model, identity, charts)
        write_page(paths.docs / address / "index.md", template(name).render(shown))
        figures += figures_in(shown)
    write_chart_bundles(figures, paths.datasets / "charts", paths.cache / "charts", identity)
    for kind in ENTITY_KINDS:
        write_shell(paths.docs, kind)
    write_explorer(model, paths.docs, identity)
    write_vega(paths.cache, paths.docs)
    write_cards(model, identity, paths.cache / "cards", paths.docs)
    shutil.copytree(ASSETS, paths.docs / "assets", dirs_exist_ok=True)


def write_prose(model: Model, docs: Path, identity: Identity) -> None:
    """Copy the pages that people write, with the figures, the official statements and the identity values they name filled in."""
    statements = model.tables["official_statement_examples"]
    values = identity.extra | {"figures": prose_figures(model), "statements": statements}
    for source in sorted(SITE_SOURCE.rglob("*.md")):
        text = environment().from_string(source.read_text(encoding="utf-8")).render(values)
        write_page(docs / source.relative_to(SITE_SOURCE), text)


def write_page(path: Path, text: str) -> None:
    """Write one page, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def stamp_site(model: Model, package: dict[str, Any], paths: BuildPaths, identity: Identity) -> None:
    """Write every entity page into the built site, before it the search list, after it the sitemap of all pages."""
    write_search(model, paths.site)
    for kind, pages in entity_pages(model, identity).items():
        stamp_pages(paths.site, kind, pages)
    write_feeds(model, paths.site, identity)
    stamp_pages(paths.site, "downloads", table_pages(model, package, identity))
    write_sitemap(paths.site, page_addresses(paths.site), identity)


def entity_pages(model: Model, identity: Identity) -> dict[str, Iterator[EntityPage]]:
    """Give the pages of cases, places and system types, by kind."""
    return {
        "cases": chain(case_pages(model, identity), gone_case_pages(model, identity)),
        "municipalities": municipality_pages(model),
        "prefectures": prefecture_pages(model, identity),
        "systems": system_pages(model, identity),
        "changes": release_pages(model, identity),
    }
