"""Vega for readers who want to move a chart: out of the pinned vl-convert-python, kept per version, on our own host.

A page loads it only when a reader presses 動かして見る (build/assets/charts.js).
"""

import importlib.metadata
import shutil
from pathlib import Path

BUNDLE = "window.vegaEmbed = vegaEmbed;"


def write_vega(cache: Path, docs: Path) -> None:
    """Put the bundle of Vega, Vega-Lite and Vega-Embed beside its licences."""
    kept = cache / f"vega-{importlib.metadata.version('vl-convert-python')}.js"
    if not kept.exists():
        import vl_convert

        kept.parent.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(".new")
        fresh.write_text(vl_convert.javascript_bundle(BUNDLE), encoding="utf-8")
        fresh.replace(kept)
    target = docs / "assets" / "vega" / "vega.js"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(kept, target)
