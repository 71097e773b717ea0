"""A site just before its entity pages are stamped, so that stamping alone can be timed again and again."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.aggregate import aggregate
from pipeline.check import check_data
from pipeline.datasets import write_datasets
from pipeline.identity import Identity, read_identity
from pipeline.paths import BuildPaths
from pipeline.render.mkdocs_site import build_site
from pipeline.render.model import Model
from pipeline.render.pages import render_docs, stamp_site


@dataclass(frozen=True)
class ReadySite:
    """What stamping needs: the tables, and a site that MkDocs has built, shells included."""

    model: Model
    package: dict[str, Any]
    paths: BuildPaths
    identity: Identity

    def fresh_copy(self, root: Path) -> "ReadySite":
        """Copy the unstamped site, with a model that has not looked anything up yet."""
        shutil.copytree(self.paths.site, root / "site")
        return replace(self, paths=BuildPaths(root), model=Model(self.model.tables))

    def stamp(self) -> None:
        """Write the entity pages and the sitemap, as the build does."""
        stamp_site(self.model, self.package, self.paths, self.identity)


def read_ready_site(data: Path, workshop: Path) -> ReadySite:
    """Take sound data through all stages before stamping."""
    paths, identity = BuildPaths(workshop / "ready"), read_identity(data)
    connection = aggregate(check_data(data).files)
    package = write_datasets(connection, paths.datasets, identity)
    model = Model.read(connection)
    render_docs(model, package, paths, identity)
    build_site(paths, identity)
    return ReadySite(model, package, paths, identity)
