"""The floor: every entity page by one whole-page Jinja2 template, all values ready, straight to its file."""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from jinja2 import Template
from markupsafe import Markup

from bench.ready_site import ReadySite
from pipeline.render import pages, stamp
from pipeline.render.stamp import EntityPage, Shell
from pipeline.render.templates import environment

TOKENS = ("KEY", "TITLE", "DESCRIPTION")


class BytesDiffer(Exception):
    """A plain page is not the page that stamping wrote: the comparison would not be fair."""


@dataclass(frozen=True)
class PlainPage:
    """One page to write: its folder below the site, its whole-page template and all values."""

    address: str
    template: Template
    values: dict[str, Any]


@dataclass(frozen=True)
class PlainPages:
    """All entity pages of a site."""

    pages: list[PlainPage]

    @classmethod
    def record(cls, site: ReadySite) -> "PlainPages":
        """Take the values of every page from the functions that stamping calls; render nothing yet."""
        asked = _ask_for_pages(site)
        shells = {kind: Shell.read(site.paths.site / kind / "_shell" / "index.html") for kind, *_ in asked}
        whole: dict[tuple[str, str], Template] = {}
        for kind, _, body, _ in asked:
            if (kind, body) not in whole:
                whole[kind, body] = environment().from_string(_whole_page(shells[kind], body))
        return cls([_plain_page(kind, page, whole[kind, body], values) for kind, page, body, values in asked])

    def write(self, root: Path) -> None:
        """Render each page and write it."""
        for page in self.pages:
            folder = root / page.address
            folder.mkdir(parents=True)
            (folder / "index.html").write_bytes(page.template.render(page.values).encode())

    def require_same_bytes(self, plain: Path, stamped: Path) -> None:
        """Raise BytesDiffer when a page differs from the stamped one."""
        for page in self.pages:
            name = f"{page.address}/index.html"
            if (plain / name).read_bytes() != (stamped / name).read_bytes():
                raise BytesDiffer(name)


Asked = tuple[str, EntityPage, str, dict[str, Any]]


def _ask_for_pages(site: ReadySite) -> list[Asked]:
    """List every entity page: its kind, its outer values, the template of its body, the body's values."""
    asked: list[Asked] = []
    bodies: list[tuple[str, dict[str, Any]]] = []

    class Recorder(Template):
        """Notes what it is asked to render, and renders nothing."""

        def render(self, *args: Any, **kwargs: Any) -> str:
            bodies.append((str(self.name), dict(*args, **kwargs)))
            return ""

    def note_pages(_: Path, kind: str, entity_pages: Iterable[EntityPage]) -> None:
        asked.extend((kind, page, *bodies[-1]) for page in entity_pages)

    jinja = environment()
    with (
        patch.object(jinja, "template_class", Recorder),
        patch.object(jinja, "cache", None),
        patch.object(pages, "stamp_pages", note_pages),
        patch.object(pages, "write_sitemap"),
    ):
        site.stamp()
    return asked


def _whole_page(shell: Shell, body: str) -> str:
    """Write a whole page's template: the shell with values for its tokens, the body's template included."""
    names = {name: f"{{{{ whole_page.{name} }}}}" for name in TOKENS}
    names["BODY"] = f'{{%+ include "{body}" +%}}{{{{ whole_page.LINKED_DATA }}}}'
    literal = [f"{{%+ raw %}}{piece}{{%+ endraw +%}}" for piece in shell.pieces[::2]]
    return "".join(text + names.get(token, "") for text, token in zip(literal, [*shell.pieces[1::2], ""], strict=True))


def _plain_page(kind: str, page: EntityPage, template: Template, values: dict[str, Any]) -> PlainPage:
    outer = {
        "KEY": page.key,
        "TITLE": Markup(html.escape(page.title)),
        "DESCRIPTION": Markup(html.escape(page.description)),
        "LINKED_DATA": Markup(stamp._linked_data(page.linked_data)),
    }
    return PlainPage(f"{kind}/{page.key}", template, values | {"whole_page": outer})
