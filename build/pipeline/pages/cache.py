"""What takes long to make is made once and kept in out/cache, under a name that changes with all it is made of."""

import hashlib
import importlib.metadata
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

PICTURE_TOOLS = ("vl-convert-python", "noto-cjk-sans-jp-regular")


def keep(path: Path, make: Callable[[], bytes]) -> bytes:
    """Give what `path` holds; make it first where nothing is kept yet. The file is whole or not there at all."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        fresh.write_bytes(make())
        fresh.replace(path)
    return path.read_bytes()


def picture(svg: str, scale: float, folder: Path) -> bytes:
    """Give a drawing as PNG, its Japanese in the face of the pinned package; kept pictures lie in `folder`."""
    key = hashlib.sha256(f"{scale} {svg} {_picture_tools()}".encode()).hexdigest()
    return keep(folder / f"{key}.png", lambda: _draw(svg, scale))


@cache
def _picture_tools() -> str:
    return " ".join(map(importlib.metadata.version, PICTURE_TOOLS))


def _draw(svg: str, scale: float) -> bytes:
    """Imported here: a build that finds all its pictures kept never pays for it."""
    import vl_convert

    _register_face()
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


@cache
def _register_face() -> None:
    import noto_cjk_sans_jp_regular
    import vl_convert

    vl_convert.register_font_directory(str(Path(noto_cjk_sans_jp_regular.__file__).parent))
