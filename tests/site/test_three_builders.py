"""The Markdown tree is bound to no builder: MkDocs, ProperDocs and Zensical make the same pages of it."""

import html
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.pages.tree import menu
from pipeline.paths import MKDOCS_CONFIG, TEMPLATES

HEAD = re.compile(r'<title>.*?</title>|<meta (?:name|property)="(?:description|og:[a-z]+)".*?>')
BUILD_KNOWS = {"data_version": "0", "data_date": "2024-01-31", "release": "", "notice": ""}


@pytest.fixture(scope="module")
def built_by(built_out: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The site of each builder, made of one tree with one configuration."""
    folder = tmp_path_factory.mktemp("builders")
    return {
        name: _build(name, built_out / "current" / "docs", folder / name)
        for name in ("mkdocs", "properdocs", "zensical")
    }


def _build(builder: str, docs: Path, folder: Path) -> Path:
    """Build a project of its own, with all its files inside: Zensical reads nothing outside of the configuration's folder."""
    folder.mkdir()
    shutil.copytree(docs, folder / "docs")
    shutil.copytree(TEMPLATES, folder / "templates")
    text = MKDOCS_CONFIG.read_text(encoding="utf-8")
    for written, meant in (
        ("docs_dir: out/docs", "docs_dir: docs"),
        ("site_dir: out/site", "site_dir: site"),
        ("custom_dir: build/templates", "custom_dir: templates"),
        ("extra:\n", "extra:\n" + "".join(f"  {name}: '{value}'\n" for name, value in BUILD_KNOWS.items())),
    ):
        assert text.count(written) == 1, written
        text = text.replace(written, meant)
    config = folder / "mkdocs.yml"
    config.write_text(f"{text}\nnav: {json.dumps(menu(), ensure_ascii=False)}\n", encoding="utf-8")
    command = [sys.executable, "-m", builder, "build", "--config-file", str(config)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=600
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return folder / "site"


def pages_of(site: Path) -> dict[str, str]:
    return {p.relative_to(site).as_posix(): p.read_text(encoding="utf-8") for p in sorted(site.rglob("*.html"))}


def main_part(page: str) -> str:
    """What stands in a page's main part, without the space between elements."""
    found = re.search(r"<main\b.*?</main>", page, re.DOTALL)
    assert found
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", found[0])).split())


def test_properdocs_writes_the_same_bytes(built_by: dict[str, Path]) -> None:
    once, again = pages_of(built_by["mkdocs"]), pages_of(built_by["properdocs"])
    assert len(once) > 25
    assert [name for name in once.keys() | again.keys() if once.get(name) != again.get(name)] == []


def test_zensical_writes_the_same_pages(built_by: dict[str, Path]) -> None:
    once, again = pages_of(built_by["mkdocs"]), pages_of(built_by["zensical"])
    assert once.keys() == again.keys()
    for name, page in once.items():
        assert main_part(again[name]) == main_part(page), name
        assert HEAD.findall(again[name]) == HEAD.findall(page), name


@pytest.mark.parametrize("builder", ["mkdocs", "zensical"])
def test_shells_keep_their_places_for_stamping(built_by: dict[str, Path], builder: str) -> None:
    for shell in built_by[builder].glob("*/_shell/index.html"):
        text = shell.read_text(encoding="utf-8")
        assert text.count("@@BODY@@") == 1 and "@@TITLE@@" in text, shell
