"""The floor: every entity page by one whole-page Jinja2 template, straight to its file."""

import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from jinja2 import Template
from markupsafe import Markup

from bench.ready_site import ReadySite
from pipeline.pages import stamp
from pipeline.pages import tree as pages
from pipeline.pages.stamp import EntityPage, Shell
from pipeline.pages.templates import environment

TOKENS = ("KEY", "TITLE", "DESCRIPTION")


class BytesDiffer(Exception):
    """A plain page is not the page that stamping wrote: the comparison would not be fair."""


@dataclass(frozen=True)
class PlainPage:
    """One page to write: its folder below the site, its whole-page template and all values."""

    address: str
    template: Template
    values: dict[str, Any]

    def write(self, root: Path) -> None:
        """Render the page and write it."""
        folder = root / self.address
        folder.mkdir(parents=True)
        (folder / "index.html").write_bytes(self.template.render(self.values).encode())


def gather_plain_pages(site: ReadySite) -> list[PlainPage]:
    """List all entity pages with their values ready, so that only rendering and writing is left."""
    gathered: list[PlainPage] = []
    each_plain_page(site, gathered.append)
    return gathered


def write_plain_pages(plain: list[PlainPage], root: Path) -> None:
    """Render and write pages whose values are ready."""
    for page in plain:
        page.write(root)


def require_same_bytes(plain: list[PlainPage], written: Path, stamped: Path) -> None:
    """Raise BytesDiffer when a page differs from the stamped one."""
    for page in plain:
        name = f"{page.address}/index.html"
        if (written / name).read_bytes() != (stamped / name).read_bytes():
            raise BytesDiffer(name)


def each_plain_page(site: ReadySite, use: Callable[[PlainPage], None]) -> None:
    """Hand over the entity pages one by one, with the values that the functions of the build look up for them."""
    bodies: list[tuple[str, dict[str, Any]]] = []
    whole: dict[tuple[str, str], Template] = {}

    class Recorder(Template):
        """Notes what it is asked to render, and renders nothing."""

        def render(self, *args: Any, **kwargs: Any) -> str:
            bodies[:] = [(str(self.name), dict(*args, **kwargs))]
            return ""

    def hand_over(folder: Path, kind: str, entity_pages: Iterable[EntityPage]) -> None:
        shell = Shell.read(folder / kind / "_shell" / "index.html")
        for page in entity_pages:
            body, values = bodies[0]
            if (kind, body) not in whole:
                whole[kind, body] = plain.from_string(_whole_page(shell, body))
            use(PlainPage(f"{kind}/{page.key}", whole[kind, body], values | {"whole_page": _outer_values(page)}))

    jinja = environment()
    plain = jinja.overlay()  # its own loaded templates: those below render nothing
    with (
        patch.object(jinja, "template_class", Recorder),
        patch.object(jinja, "cache", None),
        patch.object(pages, "stamp_pages", hand_over),
        patch.object(pages, "write_sitemap"),
    ):
        site.stamp()


def _whole_page(shell: Shell, body: str) -> str:
    """Write a whole page's template: the shell with values for its tokens, the body's template included."""
    names = {name: f"{{{{ whole_page.{name} }}}}" for name in TOKENS}
    names["BODY"] = f'{{%+ include "{body}" +%}}{{{{ whole_page.LINKED_DATA }}}}'
    literal = [f"{{%+ raw %}}{piece}{{%+ endraw +%}}" for piece in shell.pieces[::2]]
    return "".join(text + names.get(token, "") for text, token in zip(literal, [*shell.pieces[1::2], ""], strict=True))


def _outer_values(page: EntityPage) -> dict[str, Any]:
    return {
        "KEY": page.key,
        "TITLE": Markup(html.escape(page.title)),
        "DESCRIPTION": Markup(html.escape(page.description)),
        "LINKED_DATA": Markup(stamp.linked_data(page.linked_data)),
    }
