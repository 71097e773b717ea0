"""The one Japanese face that pictures are measured and drawn with: out of a pinned package, never the machine's.

Its copy bears a family name of its own, so that no face of the machine is taken for it: not another version of the
same family, not its bold. The copy lies in out/cache and is never published.
"""

import hashlib
from base64 import urlsafe_b64encode
from functools import cache
from importlib import metadata
from pathlib import Path

from pipeline.cache import keep
from pipeline.surroundings import SurroundingsUnfit

_PACKAGE = "noto-cjk-sans-jp-regular"
PUBLIC_FAMILY = "Noto Sans CJK JP"
"""As readers who have the face know it."""
FAMILY = "Pictures Sans JP"
"""As pictures name it; as long as the public name, whose place in the file it takes."""


def face_version() -> str:
    """Name the face that pictures depend on."""
    try:
        return metadata.version(_PACKAGE)
    except metadata.PackageNotFoundError:
        raise _unusable("ありません") from None


@cache
def use_face(folder: Path) -> None:
    """Let everything that is drawn from now on find the face; its copy is kept in `folder`.

    Raises   SurroundingsUnfit when the package is not there, or its file is not what was installed.
    """
    import vl_convert

    keep(folder / f"{face_version()}.otf", _renamed_face)
    vl_convert.register_font_directory(str(folder))


def _renamed_face() -> bytes:
    face = _sound_face()
    public, own = (name.encode("utf-16-be") for name in (PUBLIC_FAMILY, FAMILY))
    if public not in face:
        raise _unusable("知らない名前になっています")
    return face.replace(public, own)


def _sound_face() -> bytes:
    """Read the face as its package installed it."""
    installed = (file for file in metadata.files(_PACKAGE) or [] if file.suffix == ".otf" and file.hash)
    for file in installed:
        path = Path(str(file.locate()))
        face = path.read_bytes() if path.is_file() else b""
        if file.hash and urlsafe_b64encode(hashlib.sha256(face).digest()).decode().rstrip("=") == file.hash.value:
            return face
    raise _unusable("壊れています")


def _unusable(what: str) -> SurroundingsUnfit:
    return SurroundingsUnfit(
        f"図を描く日本語の書体（Python のパッケージ {_PACKAGE}）が{what}。図の文字が欠けるので、止めました。\n"
        "  直し方: make clean のあと、もう一度 make site を実行してください（パッケージを入れ直します）。"
    )
