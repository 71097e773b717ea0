"""Every path the pipeline reads or writes."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "schemas"
PUBLISHED_SCHEMAS = SCHEMAS / "published"
SITE_SOURCE = ROOT / "site_src"
MKDOCS_CONFIG = ROOT / "mkdocs.yml"
PIPELINE = ROOT / "build" / "pipeline"
SQL = ROOT / "build" / "sql"
TEMPLATES = ROOT / "build" / "templates"
FILE_TEMPLATES = TEMPLATES / "datasets"
MESSAGES = ROOT / "build" / "messages.csv"
ASSETS = ROOT / "build" / "assets"
HEADERS_FILE = ROOT / "build" / "deploy" / "_headers"
CACHE = ROOT / "out" / "cache"
COMPILED_TEMPLATES = CACHE / "templates"


@dataclass(frozen=True)
class BuildPaths:
    """Where one build writes. Everything lies below `root`, a folder that nobody reads until it is published."""

    root: Path

    @property
    def datasets(self) -> Path:
        return self.root / "datasets"

    @property
    def releases(self) -> Path:
        return self.root / "releases"

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def cache(self) -> Path:
        """Where what can be used again lies: beside the builds, in `out/cache`."""
        return self.root.parent.parent / "cache"

    @property
    def site(self) -> Path:
        return self.root / "site"
