"""The peer: Material for MkDocs building the entity pages as Markdown, as a project without a stamp would."""

from collections.abc import Iterable
from pathlib import Path
from unittest.mock import patch

import yaml

from bench.markdown import to_markdown
from bench.ready_site import ReadySite
from pipeline.render import pages
from pipeline.render.stamp import EntityPage

CONFIG = {
    "site_name": "Bench",
    "theme": {"name": "material", "language": "ja", "font": False},
    "plugins": [],
    "markdown_extensions": ["tables"],
    "validation": {"nav": {"omitted_files": "ignore"}, "links": {"not_found": "ignore", "anchors": "ignore"}},
}


def write_material_project(site: ReadySite, folder: Path) -> Path:
    """Write a file for each page, none of them in the navigation, no search. Result: the mkdocs.yml."""
    kinds: list[str] = []

    def write_kind(_: Path, kind: str, entity_pages: Iterable[EntityPage]) -> None:
        kinds.append(kind)
        _write_pages(folder / "docs" / kind, entity_pages)

    with patch.object(pages, "stamp_pages", write_kind), patch.object(pages, "write_sitemap"):
        site.stamp()
    (folder / "docs" / "index.md").write_text("# Bench\n", encoding="utf-8")
    config = folder / "mkdocs.yml"
    navigation = {"nav": [{"Home": "index.md"}, *({kind: f"{kind}/index.md"} for kind in kinds)]}
    config.write_text(yaml.safe_dump(CONFIG | navigation, allow_unicode=True), encoding="utf-8")
    return config


def _write_pages(folder: Path, entity_pages: Iterable[EntityPage]) -> None:
    folder.mkdir(parents=True)
    (folder / "index.md").write_text(f"# {folder.name}\n", encoding="utf-8")
    for page in entity_pages:
        matter = yaml.safe_dump({"title": page.title, "description": page.description}, allow_unicode=True)
        text = f"---\n{matter}---\n\n{to_markdown(page.body)}"
        (folder / f"{page.key}.md").write_text(text, encoding="utf-8")
