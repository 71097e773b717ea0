"""A site just before its entity pages are stamped, so that stamping alone can be timed again and again."""

import shutil
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pipeline import line as build
from pipeline.check import check_data
from pipeline.identity import read_identity
from pipeline.pages import tree as pages
from pipeline.pages.mkdocs_site import build_site
from pipeline.pages.model import Model
from pipeline.pages.phrases import break_pages
from pipeline.pages.security_policy import add_policies
from pipeline.pages.stamp import EntityPage
from pipeline.pages.tree import render_docs, stamp_site
from pipeline.paths import BuildPaths


@dataclass(frozen=True)
class ReadySite:
    """What the build gives to `stamp_site`: the tables, and a site that MkDocs has built, shells included."""

    paths: BuildPaths
    arguments: tuple[Any, ...]

    def fresh_copy(self, root: Path) -> "ReadySite":
        """Copy the unstamped site, with a model that has not looked anything up yet."""
        shutil.copytree(self.paths.site, root / "site")
        paths = BuildPaths(root)
        return ReadySite(paths, tuple(_fresh(argument, paths) for argument in self.arguments))

    def stamp(self) -> None:
        """Write the entity pages and the sitemap, as the build does."""
        stamp_site(*self.arguments)

    def entity_pages(self) -> dict[str, list[EntityPage]]:
        """Give the pages that stamping writes, by kind."""
        gathered: dict[str, list[EntityPage]] = {}

        def gather(_: Path, kind: str, entity_pages: Iterable[EntityPage]) -> None:
            gathered[kind] = list(entity_pages)

        with patch.object(pages, "stamp_pages", gather), patch.object(pages, "write_sitemap"):
            self.stamp()
        return gathered

    def make_pages(self, root: Path) -> None:
        """Take the published tables through the stages that make pages: render, MkDocs, stamp."""
        paths = BuildPaths(root)
        model, package, _, identity = (_fresh(argument, paths) for argument in self.arguments)
        render_docs(model, package, paths, identity)
        build_site(paths, identity, pages.menu())
        break_pages(paths.site)
        add_policies(paths.site)
        stamp_site(model, package, paths, identity)


def _fresh(argument: Any, paths: BuildPaths) -> Any:
    if isinstance(argument, BuildPaths):
        return paths
    return Model(argument.tables) if isinstance(argument, Model) else argument


def read_ready_site(data: Path, workshop: Path) -> ReadySite:
    """Take sound data through the stages of the build that come before stamping."""
    paths = BuildPaths(workshop / "ready")
    with patch.object(build, "stamp_site") as stamp, patch.object(build, "copy_downloads"):
        build.make_site(data, check_data(data), paths, read_identity(data), lambda _: nullcontext())
    return ReadySite(paths, stamp.call_args.args)
