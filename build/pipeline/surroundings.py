"""What this machine does not give: said in one sentence with its mend, never as a traceback."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path


class SurroundingsUnfit(Exception):
    """The machine lacks something that the work needs; the text is what the person reads."""


FULL = "ディスクに空きがありません。\n  直し方: 要らないファイルを消してから、もう一度実行してください。"
CLOSED = "書くことも読むことも許されていません。\n  直し方: フォルダーやファイルの権限を確かめるか、--out に書ける場所を指定してください。"
IN_THE_WAY = "同じ名前の別のものがあって、書けません。\n  直し方: それを移すか、--out に別の場所を指定してください。"
CHANGED = "作業の途中でなくなりました。\n  直し方: ほかの作業が終わってから、もう一度実行してください。"
SENTENCES = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: CLOSED,
    errno.EACCES: CLOSED,
    errno.EPERM: CLOSED,
    errno.ENOTDIR: IN_THE_WAY,
    errno.EEXIST: IN_THE_WAY,
    errno.EISDIR: IN_THE_WAY,
    errno.ENOENT: CHANGED,
    errno.EMFILE: "いちどに開けるファイルの数を超えました。\n  直し方: ulimit -n を大きくしてください。",
    errno.EIO: "ディスクの読み書きに失敗しました。\n  直し方: ディスクを確かめてください。",
}


def explain(error: BaseException) -> str | None:
    """Say what the machine did not give; nothing when the error is a fault of ours."""
    if isinstance(error, SurroundingsUnfit):
        return str(error)
    for cause in _causes(error):
        code = _code(cause)
        if code in SENTENCES:
            return _place(cause) + SENTENCES[code]
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__ or error.__context__


def _code(error: BaseException) -> int | None:
    """Give the number of an error of the system; libraries in other languages give only its words."""
    if isinstance(error, OSError):
        return error.errno
    words = str(error)
    return next(
        (code for code in SENTENCES if os.strerror(code) in words or f"IO_{errno.errorcode[code]}" in words), None
    )


def _place(error: BaseException) -> str:
    name = getattr(error, "filename", None)
    return f"{name}: " if name else ""


def whole_number_of(name: str, default: str) -> int:
    """Read a whole number of seconds, 0 or more, from the environment; what is not set has a default.

    Raises   SurroundingsUnfit
    """
    text = os.environ.get(name) or default
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise SurroundingsUnfit(
            f"環境変数 {name} の「{text}」は、秒の数として読めません。\n"
            f"  直し方: 1706659200 のような 0 以上の整数にするか、unset {name} で消してください。"
        )
    return int(text)


def stand_apart(data: Path, out: Path) -> None:
    """Refuse to write among the data.

    Raises   SurroundingsUnfit when `out` is the data folder or lies inside it.
    """
    if out.resolve().is_relative_to(data.resolve()):
        raise SurroundingsUnfit(
            f"出力のフォルダー {out} は、データのフォルダー {data} と同じか、その中にあります。\n"
            "  直し方: --out に、データの外の場所を指定してください。"
        )
