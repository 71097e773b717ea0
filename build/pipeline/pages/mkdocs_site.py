"""Lets MkDocs build the Markdown tree."""

import logging
import os
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from pipeline.dates import japanese_date
from pipeline.identity import Identity
from pipeline.pages.raw_pages import hold_pages, put_pages_back
from pipeline.paths import MKDOCS_CONFIG, BuildPaths

Menu = list[dict[str, Any]]
"""What MkDocs calls `nav`: titles, each with a file or with a list of the like."""


class BrokenLinks(Exception):
    """MkDocs warned about the Markdown tree."""


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def build_site(paths: BuildPaths, identity: Identity, menu: Menu) -> None:
    """Build paths.docs into paths.site with the project's mkdocs.yml and the menu of the registry.

    Raises   BrokenLinks when MkDocs warns of anything: a link to a page that is not there, an anchor that is not there.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    config = load_config(str(MKDOCS_CONFIG), docs_dir=str(paths.docs.resolve()), site_dir=str(paths.site.resolve()))
    config.nav = menu
    config.extra["data_version"] = identity.data_version
    config.extra["data_date"] = japanese_date(identity.data_date)
    config.extra["release"] = identity.release
    config.extra["notice"] = identity.said_everywhere
    warnings = _Warnings()
    log = logging.getLogger("mkdocs")
    log.addHandler(warnings)
    held = hold_pages(paths.docs)
    try:
        mkdocs_build(config)
    finally:
        log.removeHandler(warnings)
    if warnings.messages:
        raise BrokenLinks("\n".join(warnings.messages))
    put_pages_back(held, paths.docs, paths.site)


def page_addresses(site: Path) -> list[str]:
    """List the addresses of all built pages but the 404 page, relative to the site, each ending with a slash."""
    folders = (path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    return sorted("" if folder == "." else f"{folder}/" for folder in folders)
