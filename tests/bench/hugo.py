"""The peer: Hugo building the entity pages from Markdown, within the frame that the stamped pages have."""

from pathlib import Path

import yaml

from bench.markdown import write_markdown_pages
from bench.ready_site import ReadySite
from pipeline.pages.stamp import Shell

CONFIG = {"baseURL": "https://bench.example/", "title": "Bench", "disableKinds": ["taxonomy", "term", "RSS", "sitemap"]}
VALUES = {
    "TITLE": "{{ .Title }}",
    "DESCRIPTION": "{{ .Description }}",
    "KEY": "{{ .File.ContentBaseName }}",
    "BODY": "{{ .Content }}",
}
LIST = "<h1>{{ .Title }}</h1>"


def write_hugo_project(site: ReadySite, folder: Path) -> None:
    """Write a Markdown file for each page, and for each kind the layout that its shell is."""
    for kind, pages in site.entity_pages().items():
        write_markdown_pages(pages, folder / "content" / kind, "_index.md")
        shell = Shell.read(site.paths.site / kind / "_shell" / "index.html")
        _write_layout(folder / "layouts" / kind / "single.html", _layout(shell))
    _write_layout(folder / "layouts" / "_default" / "list.html", LIST)
    (folder / "hugo.yaml").write_text(yaml.safe_dump(CONFIG), encoding="utf-8")


def _layout(shell: Shell) -> str:
    names = [*(VALUES[token] for token in shell.pieces[1::2]), ""]
    return "".join(text + name for text, name in zip(shell.pieces[::2], names, strict=True))


def _write_layout(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
