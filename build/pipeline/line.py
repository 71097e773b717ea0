"""The whole line: check, aggregate, datasets, render, mkdocs, stamp, publish."""

import os
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path

from pipeline.check import check_data
from pipeline.check.problems import CheckResult
from pipeline.files import Kept, describe_datasets, read_datasets, write_datasets
from pipeline.files.api import write_api
from pipeline.files.releases import write_releases
from pipeline.history.state import History
from pipeline.identity import Identity, read_identity, today_of, with_notices, with_release
from pipeline.pages.chart_pages import frozen_charts
from pipeline.pages.mkdocs_site import build_site
from pipeline.pages.model import Model
from pipeline.pages.phrases import break_pages
from pipeline.pages.security_policy import add_policies
from pipeline.pages.tree import menu, render_docs, stamp_site
from pipeline.paths import BuildPaths
from pipeline.progress import step
from pipeline.publish import alone, clear_leavings, discard, new_build, publish
from pipeline.second_process import beside
from pipeline.tables import database
from pipeline.tables.aggregate import tables_of
from pipeline.verify import DataNeedMending, differs_from_release, sound_history

__all__ = ["DataNeedMending", "build"]

Stage = Callable[[str], AbstractContextManager[None]]


def build(data: Path, out: Path, stage: Stage = step, keep: Path | None = None) -> Path:
    """Check the data, build the site and publish it at `out/site`. Result: that path.

    `keep` names a file in which the DuckDB database of the build stays.

    Raises   DataNeedMending when the check finds faults. On any failure the published site stays as it was.
    """
    with alone(out):
        with stage("データを検査しています"), beside(lambda: clear_leavings(out)):
            result = check_data(data, out / "cache")
        if result.problems:
            raise DataNeedMending(result.problems, result.postponed)
        paths = new_build(out)
        try:
            make_site(data, result, paths, read_identity(data), stage, keep)
        except BaseException:
            discard(paths)
            raise
        publish(paths, out)
    return out / "site"


def make_site(
    data: Path, result: CheckResult, paths: BuildPaths, identity: Identity, stage: Stage, keep: Path | None = None
) -> None:
    """Turn checked files into a whole site below `paths.root`.

    Raises   DataNeedMending when the data do not agree with what was released of them.
    """
    with stage("データをまとめ、前のリリースと比べています"):
        history = sound_history(data, result, today_of(identity), paths.cache)
        tables = cache(lambda: tables_of(history))
        if keep:
            database.keep_database(tables(), keep)
        identity = told_by_history(identity, history, differs_from_release(history, paths.cache))
    with stage("データを書き出しています"):
        write_datasets(tables, paths.datasets, identity, Kept(paths.cache / "datasets", history.made_of))
        model = Model.read(read_datasets(paths.datasets))
        withdrawals = model.tables["withdrawals"]
        releases = write_releases(history.releases, withdrawals, paths.releases, paths.cache / "releases", identity)
        package = describe_datasets(paths.datasets, identity, releases)
    with stage("ページを書いています"):
        render_docs(model, package, paths, identity, frozen_charts(history.releases, withdrawals))
    with stage("サイトを組み立てています"):
        build_site(paths, identity, menu())
        break_pages(paths.site)
        add_policies(paths.site)
    with stage("事例や市区町村のページを書いています"):
        with beside(lambda: write_api(model, paths.site, identity)):
            stamp_site(model, package, paths, identity)
        copy_downloads(paths)


def told_by_history(identity: Identity, history: History, is_changed: bool) -> Identity:
    """Say which release the data are, and what every page has to say of corrections and withdrawals."""
    newest = history.newest.version if history.newest else None
    identity = with_release(identity, newest, is_changed)
    return with_notices(identity, history.new_grave_errata, history.withdrawn_tables)


def copy_downloads(paths: BuildPaths) -> None:
    """Give the site its own copy of the data files (hard links: the same bytes, no second copy on disk)."""
    shutil.copytree(paths.datasets, paths.site / "data" / "latest", copy_function=os.link, dirs_exist_ok=True)
    if paths.releases.exists():
        shutil.copytree(paths.releases, paths.site / "data", copy_function=os.link, dirs_exist_ok=True)
