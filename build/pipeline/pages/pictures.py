"""Drawings as PNG, drawn once: kept by the hash of the drawing and of the tools that draw it."""

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

from pipeline.cache import keep
from pipeline.pages.face import face_version, use_face


def picture(svg: str, scale: float, folder: Path) -> bytes:
    """Give a drawing as PNG; its Japanese is in the face `face.FAMILY`. Kept pictures lie in `folder`."""
    key = hashlib.sha256(f"{scale} {svg} {_tools()}".encode()).hexdigest()
    return keep(folder / f"{key}.png", lambda: _draw(svg, scale, folder.parent / "face"))


@cache
def _tools() -> str:
    return f"{metadata.version('vl-convert-python')} {face_version()}"


def _draw(svg: str, scale: float, face: Path) -> bytes:
    """Imported here: a build that finds all its pictures kept never pays for it."""
    import vl_convert

    use_face(face)
    return bytes(vl_convert.svg_to_png(svg, scale=scale))
