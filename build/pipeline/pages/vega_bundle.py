"""Vega for readers who want to move a chart: out of the pinned vl-convert-python, kept per version, on our own host.

A page loads it only when a reader presses 動かして見る (build/assets/charts.js).
"""

import importlib.metadata
from pathlib import Path

from pipeline.cache import keep

BUNDLE = "window.vegaEmbed = vegaEmbed;"


def write_vega(cache: Path, docs: Path) -> None:
    """Put the bundle of Vega, Vega-Lite and Vega-Embed beside its licences."""
    version = importlib.metadata.version("vl-convert-python")
    target = docs / "assets" / "vega" / "vega.js"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(keep(cache / f"vega-{version}.js", _bundle))


def _bundle() -> bytes:
    """Imported here: a build that finds the bundle kept never pays for it."""
    import vl_convert

    return str(vl_convert.javascript_bundle(BUNDLE)).encode()
