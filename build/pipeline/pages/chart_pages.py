"""/charts/<id>/: one chart on a page of its own that other sites can frame, as it is now and as each release had it."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from pipeline.history.publication import replaced_files, replacing_withdrawals
from pipeline.history.store import FROZEN_CHARTS, Release
from pipeline.identity import Identity, of_release
from pipeline.pages.chart_bundles import figure_data
from pipeline.pages.chart_frame import framed_svg
from pipeline.pages.charts import Figure, address_of
from pipeline.pages.templates import template
from pipeline.rows import Row

WIDTH, HEIGHT = 600, 680


@dataclass(frozen=True)
class FrozenCharts:
    """The charts of one release; those that are drawn from a table of `withdrawn` are no longer shown."""

    version: str
    released_on: str
    figures: list[Figure]
    withdrawn: frozenset[str] = frozenset()


def frozen_text(figures: Iterable[Figure]) -> str:
    """Write charts as a release keeps them."""
    return json.dumps([asdict(figure) for figure in figures], ensure_ascii=False, indent=1) + "\n"


def frozen_charts(releases: Iterable[Release], withdrawals: Iterable[Row]) -> list[FrozenCharts]:
    """Read the charts that releases have kept; the first releases kept none. Shapes  withdrawals: of the published table."""
    replacing = replacing_withdrawals(withdrawals)
    return [
        FrozenCharts(
            release.version,
            release.released_on,
            [
                Figure(**_typed(item))
                for item in json.loads((release.folder / FROZEN_CHARTS).read_text(encoding="utf-8"))
            ],
            frozenset(name.partition(".")[0] for name in replaced_files(release, replacing)),
        )
        for release in releases
        if (release.folder / FROZEN_CHARTS).exists()
    ]


def _typed(item: dict[str, Any]) -> dict[str, Any]:
    rows = {"rows": [tuple(row) for row in item["rows"]], "image": Markup(item["image"])}
    return item | rows | {name: tuple(item[name]) for name in ("headings", "headings_en", "prefecture_codes")}


def write_chart_pages(figures: Iterable[Figure], frozen: list[FrozenCharts], docs: Path, identity: Identity) -> None:
    """Write the page of every chart of today, and of every chart of every release at charts/v<version>/<id>/."""
    for figure in figures:
        kept = [charts.version for charts in frozen if any(other.id == figure.id for other in charts.figures)]
        _write(figure, address_of(figure), docs, identity, kept)
    for charts in frozen:
        then = of_release(identity, charts.version, charts.released_on)
        for figure in charts.figures:
            address = f"charts/v{charts.version}/{figure.id}/"
            if figure.table in charts.withdrawn:
                _write_page(docs / address, "chart_withdrawn", {"chart": figure, "identity": then, "address": address})
            else:
                _write(figure, address, docs, then, [])


def _write(figure: Figure, address: str, docs: Path, identity: Identity, kept: list[str]) -> None:
    """Write one page with its picture, its data in two languages, and what oEmbed asks for."""
    folder = docs / address
    shown = {"chart": figure, "identity": identity, "address": address, "kept": kept}
    _write_page(folder, "chart", shown | {"snippet": snippet(figure, identity.site_url + address)})
    (folder / "oembed.json").write_text(oembed(figure, address, identity), encoding="utf-8")
    svg = framed_svg(figure, identity, address)
    (folder / f"{figure.id}.svg").write_text(svg, encoding="utf-8")
    (folder / f"{figure.id}.csv").write_bytes(figure_data(figure))
    (folder / f"{figure.id}.en.csv").write_bytes(figure_data(figure, english=True))


def _write_page(folder: Path, name: str, shown: dict[str, Any]) -> None:
    folder.mkdir(parents=True)
    root = "../" * shown["address"].count("/")
    text = template(f"{name}.html.jinja").render(shown | {"root": root})
    (folder / "index.html").write_text(text, encoding="utf-8")


def snippet(figure: Figure, address: str) -> str:
    """Give the HTML that shows the chart on another page, without any script."""
    title = escape(figure.finding)
    return f'<iframe src="{address}" title="{title}" width="{WIDTH}" height="{HEIGHT}" loading="lazy"></iframe>'


def oembed(figure: Figure, address: str, identity: Identity) -> str:
    """Write what https://oembed.com asks of a page that can be embedded."""
    content = {
        "version": "1.0",
        "type": "rich",
        "title": figure.finding,
        "author_name": identity.publisher,
        "provider_name": identity.site_name,
        "provider_url": identity.site_url,
        "html": snippet(figure, identity.site_url + address),
        "width": WIDTH,
        "height": HEIGHT,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
