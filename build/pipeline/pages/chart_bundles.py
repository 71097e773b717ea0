"""data/latest/charts/<chart>.zip: a chart to take away, as data, picture and explanation."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.files.archive import FixedTimeZip
from pipeline.files.descriptor import LICENSE, citation, state_of
from pipeline.identity import Identity
from pipeline.pages.chart_frame import framed_svg
from pipeline.pages.charts import Figure, address_of
from pipeline.pages.face import FAMILY
from pipeline.pages.pictures import picture

SCALE = 2.0


def figures_in(context: dict[str, Any]) -> Iterator[Figure]:
    """Find the charts among what a page shows."""
    for value in context.values():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Figure):
                yield item


def write_chart_bundles(figures: Iterable[Figure], folder: Path, kept: Path, identity: Identity) -> None:
    """Write the bundle of every chart; pictures drawn before are taken from `kept`.

    Pictures name our own face alone, so that every machine draws the same.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for figure in figures:
        contents = {
            "README.md": _readme(figure, identity).encode(),
            "data.csv": figure_data(figure),
            "data.en.csv": figure_data(figure, english=True),
            "metadata.json": _metadata(figure, identity).encode(),
            f"{figure.id}.svg": framed_svg(figure, identity, address_of(figure)).encode(),
            f"{figure.id}.png": picture(framed_svg(figure, identity, address_of(figure), FAMILY), SCALE, kept),
        }
        with FixedTimeZip(folder / f"{figure.id}.zip", identity) as archive:
            for name, content in contents.items():
                archive.writestr(f"{figure.id}/{name}", content)


def figure_data(figure: Figure, english: bool = False) -> bytes:
    """Write the figures behind a chart as CSV with a byte order mark."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_columns(figure, english))
    writer.writerows(_rows(figure))
    return stream.getvalue().encode("utf-8-sig")


def _columns(figure: Figure, english: bool = False) -> list[str]:
    code = "Prefecture code" if english else "都道府県コード"
    return [*(figure.headings_en if english else figure.headings), *([code] if figure.prefecture_codes else [])]


def _rows(figure: Figure) -> list[tuple[str | int | float, ...]]:
    if not figure.prefecture_codes:
        return figure.rows
    return [(*row, code) for row, code in zip(figure.rows, figure.prefecture_codes, strict=True)]


def _metadata(figure: Figure, identity: Identity) -> str:
    content = {
        "id": figure.id,
        "title": figure.finding,
        "subtitle": figure.subtitle,
        "columns": _columns(figure),
        "columns_en": _columns(figure, english=True),
        "address": f"{identity.site_url}{address_of(figure)}",
        "table": f"{identity.site_url}{identity.data_folder}{figure.table}.csv",
        "publisher": identity.publisher,
        "version": identity.version,
        "date": identity.data_date,
        **state_of(identity),
        "license": LICENSE,
        "citation": citation(figure.finding, f"downloads/{figure.table}/", identity),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _readme(figure: Figure, identity: Identity) -> str:
    synthetic = "試験用の合成データです。実際の事例ではありません。\n\n" if identity.is_synthetic else ""
    return (
        f"# {figure.finding}\n\n{synthetic}{figure.subtitle}\n\n"
        f"- data.csv、data.en.csv：図の数値（見出しは日本語と英語。UTF-8、BOM あり）\n- metadata.json：題、列、出典、版、利用条件\n"
        f"- {figure.id}.svg、{figure.id}.png：図\n\n"
        f"図の住所：{identity.site_url}{address_of(figure)}\n\nもとの表：{identity.site_url}downloads/{figure.table}/\n\n"
        f"利用条件：{LICENSE['title']}（{LICENSE['path']}）\n\n"
        f"引用するとき：{citation(figure.finding, f'downloads/{figure.table}/', identity)}\n"
    )
