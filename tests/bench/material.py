"""The peer: Material for MkDocs building the entity pages as Markdown, as a project without a stamp would."""

from pathlib import Path

import yaml

from bench.markdown import write_markdown_pages
from bench.ready_site import ReadySite

CONFIG = {
    "site_name": "Bench",
    "theme": {"name": "material", "language": "ja", "font": False},
    "plugins": [],
    "markdown_extensions": ["tables"],
    "validation": {"nav": {"omitted_files": "ignore"}, "links": {"not_found": "ignore", "anchors": "ignore"}},
}


def write_material_project(site: ReadySite, folder: Path) -> Path:
    """Write a file for each page, none of them in the navigation, no search. Result: the mkdocs.yml."""
    kinds = site.entity_pages()
    for kind, pages in kinds.items():
        write_markdown_pages(pages, folder / "docs" / kind, "index.md")
    (folder / "docs" / "index.md").write_text("# Bench\n", encoding="utf-8")
    config = folder / "mkdocs.yml"
    navigation = {"nav": [{"Home": "index.md"}, *({kind: f"{kind}/index.md"} for kind in kinds)]}
    config.write_text(yaml.safe_dump(CONFIG | navigation, allow_unicode=True), encoding="utf-8")
    return config
