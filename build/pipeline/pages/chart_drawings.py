"""The drawings, one function per kind of chart. Imported only when a chart has to be drawn: Altair takes its time.

Every drawing fits a telephone: at most WIDTH wide, and labels stand above or on what they name.
"""

import json
from collections.abc import Callable

import altair as alt
import vl_convert

from pipeline.pages.face import FAMILY
from pipeline.rows import Row

Drawing = alt.LayerChart | alt.FacetChart

WIDTH = 420
LABEL_SIZE = 14
INK, SOFT, LINE = "#1a1a1a", "#4d4d4d", "#d5d8df"
KEY, EDGE = "#0017c1", "#767676"
ROW_HEIGHT = 52
NARROW_ROW_HEIGHT = 30


def draw(kind: str, rows: list[Row]) -> tuple[str, str]:
    """Draw one chart: as SVG text, and as the Vega-Lite specification (JSON) behind it.

    The SVG is measured with the face of `face.use_face`; a reader who moves the chart has faces of their own.
    """
    spec = _dressed(DRAWINGS[kind](rows)).to_dict()
    version = alt.SCHEMA_VERSION.removeprefix("v").rsplit(".", 1)[0]
    measured = spec | {"config": spec["config"] | {"font": FAMILY}}
    return vl_convert.vegalite_to_svg(measured, vl_version=version), json.dumps(spec, ensure_ascii=False)


def _dressed(chart: Drawing) -> Drawing:
    dressed: Drawing = (
        chart.configure(background="transparent", padding=4)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=13,
            titleFontSize=13,
            titleFontWeight="normal",
            labelColor=SOFT,
            titleColor=SOFT,
            gridColor=LINE,
            domainColor=EDGE,
            tickColor=EDGE,
            labelLimit=200,
        )
        .configure_text(fontSize=LABEL_SIZE, color=INK)
    )
    return dressed


def _base(rows: list[Row], row_height: int) -> alt.Chart:
    data = alt.InlineData(values=rows)
    return alt.Chart(data, width=WIDTH, height=row_height * len(rows))


def _rows_axis(rows: list[Row]) -> alt.Y:
    return alt.Y("label:N", sort=[row["label"] for row in rows], axis=None)


def _count_axis(field: str, maximum: int, unit: str = "件") -> alt.X:
    whole = alt.Axis(title=unit, titleAnchor="end", tickCount=5, tickMinStep=1, format="d", grid=False)
    return alt.X(field, scale=alt.Scale(domain=[0, maximum], nice=False), axis=whole)


def _labels_above(base: alt.Chart) -> tuple[alt.Chart, alt.Chart]:
    """The row's name at the left above its bar, its figures at the right."""
    name = base.mark_text(align="left", baseline="middle", dy=-13, limit=300)
    figures = base.mark_text(align="right", baseline="middle", dy=-13)
    return name.encode(x=alt.value(0), text="label:N"), figures.encode(x=alt.value(WIDTH), text="text:N")


def counted_answers(rows: list[Row]) -> Drawing:
    """How many gave each answer: rows of {label, value, text}."""
    base = _base(rows, ROW_HEIGHT).encode(y=_rows_axis(rows))
    maximum = max(row["value"] for row in rows)
    bars = base.mark_bar(height=16, yOffset=10, color=KEY)
    return alt.layer(bars.encode(x=_count_axis("value:Q", maximum)), *_labels_above(base))


def participants(rows: list[Row]) -> Drawing:
    """How many municipalities take part, short names at the left: rows of {label, value, text}."""
    base = _base(rows, NARROW_ROW_HEIGHT)
    names = alt.Y(
        "label:N",
        sort=[row["label"] for row in rows],
        axis=alt.Axis(title=None, ticks=False, domain=False, labelFontSize=14, labelColor=INK, labelPadding=6),
    )
    base = base.properties(width=WIDTH - 110).encode(
        y=names, x=_count_axis("value:Q", max(row["value"] for row in rows), "市区町村")
    )
    figures = base.mark_text(align="left", dx=5).encode(text="text:N")
    return alt.layer(base.mark_bar(height=18, color=KEY), figures)


def amounts(rows: list[Row]) -> Drawing:
    """From a lower to an upper amount of yen, one bar per row: rows of {label, low, high, text}."""
    base = _base(rows, ROW_HEIGHT).encode(y=_rows_axis(rows))
    yen = alt.Axis(title="円", titleAnchor="end", tickCount=4, format=",d", grid=True)
    across = alt.X("low:Q", scale=alt.Scale(domain=[0, max(row["high"] for row in rows)], nice=False), axis=yen)
    bars = base.mark_bar(height=14, yOffset=10, color=KEY).encode(x=across, x2="high:Q")
    return alt.layer(bars, *_labels_above(base))


def slopes(rows: list[Row]) -> Drawing:
    """Numbers over time, a small picture for each label on one scale: rows of {label, when, value}."""
    years = alt.Axis(title=None, format="d", tickCount=4, grid=False)
    counts = alt.Axis(title=None, tickCount=3, tickMinStep=1)
    ends = [min(row["when"] for row in rows), max(row["when"] for row in rows)]
    base = alt.Chart(width=(WIDTH - 90) / 2, height=100).encode(
        x=alt.X("when:Q", scale=alt.Scale(domain=[int(ends[0]), int(ends[1]) + 1], nice=False), axis=years),
        y=alt.Y("value:Q", axis=counts, scale=alt.Scale(zero=True)),
    )
    drawn = alt.layer(
        base.mark_line(color=KEY, strokeWidth=2),
        base.mark_point(color=KEY, filled=True, size=50, opacity=1),
        base.mark_text(dx=0, dy=-12, fontSize=13).encode(text="value:Q"),
        data=alt.InlineData(values=rows),
    )
    labels = list(dict.fromkeys(row["label"] for row in rows))
    header = alt.Header(title=None, labelFontSize=13, labelColor=INK, labelAnchor="start", labelLimit=200)
    return drawn.facet(alt.Facet("label:N", header=header, sort=labels), columns=2)


DRAWINGS: dict[str, Callable[[list[Row]], Drawing]] = {
    "counted_answers": counted_answers,
    "amounts": amounts,
    "participants": participants,
    "slopes": slopes,
}
