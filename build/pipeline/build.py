"""The whole line: check, aggregate, datasets, render, mkdocs, stamp, publish."""

import os
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from pipeline.aggregate import aggregate
from pipeline.check import check_data
from pipeline.check.problems import Problem
from pipeline.datasets import write_datasets
from pipeline.identity import Identity, read_identity
from pipeline.paths import BuildPaths
from pipeline.progress import step
from pipeline.publish import discard, new_build, publish
from pipeline.render.mkdocs_site import build_site
from pipeline.render.model import Model
from pipeline.render.pages import render_docs, stamp_site
from pipeline.render.security_policy import add_policies
from pipeline.sources import SourceFile

Stage = Callable[[str], AbstractContextManager[None]]


class DataNeedMending(Exception):
    """The check found faults; nothing was written."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def build(data: Path, out: Path, stage: Stage = step) -> Path:
    """Check the data, build the site and publish it at `out/site`. Result: that path.

    Raises   DataNeedMending when the check finds faults. On any failure `out` stays as it was.
    """
    with stage("データを検査しています"):
        result = check_data(data)
    if result.problems:
        raise DataNeedMending(result.problems)
    paths = new_build(out)
    try:
        make_site(result.files, paths, read_identity(data), stage)
        publish(paths, out)
    except BaseException:
        discard(paths)
        raise
    return out / "site"


def make_site(files: list[SourceFile], paths: BuildPaths, identity: Identity, stage: Stage) -> None:
    """Turn checked files into a whole site below `paths.root`."""
    with stage("データをまとめています"):
        connection = aggregate(files)
    with stage("データを書き出しています"):
        package = write_datasets(connection, paths.datasets, identity)
    with stage("ページを書いています"):
        model = Model.read(connection)
        render_docs(model, package, paths, identity)
    with stage("サイトを組み立てています"):
        build_site(paths, identity)
        add_policies(paths.site)
    with stage("事例や市区町村のページを書いています"):
        stamp_site(model, package, paths, identity)
        copy_downloads(paths)


def copy_downloads(paths: BuildPaths) -> None:
    """Give the site its own copy of the data files (hard links: the same bytes, no second copy on disk)."""
    shutil.copytree(paths.datasets, paths.site / "data" / "latest", copy_function=os.link)
