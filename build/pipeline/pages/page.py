"""What a page is: one that stands alone, or one of a kind. registry.py lists the first, page_kinds.py the second."""

import json
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pipeline.identity import Identity
from pipeline.pages.charts import ChartBook
from pipeline.pages.decisions import Decisions
from pipeline.pages.history_view import HistoryView
from pipeline.pages.model import Model
from pipeline.pages.search import SearchEntry
from pipeline.pages.stamp import EntityPage
from pipeline.pages.templates import environment

Context = dict[str, Any]
CHART_ASSETS: Context = {"scripts": ["charts"], "styles": ["charts"]}
PACKAGE_URL = "data/latest/datapackage.json"


@dataclass(frozen=True)
class Inputs:
    """What pages are made from: the published tables, who publishes, the drawer of charts, the list of files.

    Shapes   only: the keys of the pages of single things that are wanted; without it all.
    Missing  package: empty where no files are written; pages that show files (`shows_files`) are left out then.
    """

    model: Model
    identity: Identity
    charts: ChartBook
    package: Context = field(default_factory=dict)
    only: Container[str] | None = None
    _shown: dict[Callable[["Inputs"], Context], Context] = field(default_factory=dict)

    def shown(self, context: Callable[["Inputs"], Context]) -> Context:
        """Give what a page shows; several pages may ask for it, it is made once."""
        if context not in self._shown:
            self._shown[context] = context(self)
        return self._shown[context]

    def wants(self, key: str) -> bool:
        """Tell whether the page of a single thing is wanted."""
        return self.only is None or key in self.only

    @cached_property
    def history(self) -> HistoryView:
        return HistoryView(self.model)

    @cached_property
    def decisions(self) -> Decisions:
        return Decisions(self.model)

    @property
    def everywhere(self) -> Context:
        """What every page says: who publishes, and of which edition and day the figures are."""
        return {
            "identity": self.identity,
            "edition": self.model.edition,
            "reference_date": self.model.reference_date,
        }


@dataclass(frozen=True)
class Page:
    """A page that stands alone. Its template is `template` of build/templates/pages, or `<address>index.md` of site_src.

    address      below the site; empty for home, else ends with a slash.
    title        what browsers, search and shared links call it; `menu_title` where the menu calls it otherwise.
    description  one sentence for search engines and our own search; may name values of the context.
    menu         the heading it stands under in the menu; a page with neither menu nor menu_title stands in none.
    words        further words that the site search finds it by.
    frame        what the theme asks a page (main.html): layout, lang, scripts, styles, feeds.
    """

    address: str
    title: str
    description: str
    template: str
    context: Callable[[Inputs], Context]
    menu: str = ""
    menu_title: str = ""
    words: str = ""
    frame: Context = field(default_factory=dict)
    shows_files: bool = False

    @property
    def source(self) -> str:
        """The Markdown file that MkDocs builds, below its folder of sources."""
        return f"{self.address}index.md"

    def render(self, inputs: Inputs) -> tuple[str, Context]:
        """Write the page as Markdown with its front matter. Result: the text, and what was shown."""
        shown = inputs.everywhere | inputs.shown(self.context)
        text = environment().get_template(self.template).render(shown | {"page": self})
        return self._front_matter(shown) + text, shown

    def _front_matter(self, shown: Context) -> str:
        described = environment().from_string(self.description).render(shown)
        values = {"title": self.title, "description": described, **self.frame}
        return front_matter(values)


def front_matter(values: Context) -> str:
    """Write what MkDocs reads above a page's text. JSON is YAML too."""
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items())
    return f"---\n{''.join(lines)}---\n"


@dataclass(frozen=True)
class PageKind:
    """A kind of page of which there are many, one for each thing; their templates are named where they are made.

    name     of one thing; folder: where its pages stand, without slashes. Two kinds may share one folder.
    title    what the search calls many of them; `entries` lists what the search finds, none where it finds none.
    twin     where, seen from the site, its pages have their content as JSON, each under its own key.
    frame    as for Page.
    """

    name: str
    folder: str
    title: str
    pages: Callable[[Inputs], Iterator[EntityPage]]
    twin: str = ""
    entries: Callable[[Model], Iterable[SearchEntry]] | None = None
    frame: Context = field(default_factory=dict)
    shows_files: bool = False

    @property
    def shell(self) -> str:
        """The page that MkDocs builds for the kind, with tokens where its pages differ."""
        twin = {"alternate": f"../../{self.twin}_shell.json"} if self.twin else {}
        values = {"title": "@@TITLE@@", "description": "@@DESCRIPTION@@", "layout": "entity", **twin, **self.frame}
        return front_matter(values) + "@@BODY@@\n"
