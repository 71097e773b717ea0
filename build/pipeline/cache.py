"""What takes long to make is made once and kept in out/cache, under a name that changes with all it is made of."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

DAYS_KEPT = 60


def keep(path: Path, make: Callable[[], bytes]) -> bytes:
    """Give what `path` holds; make it first where nothing is kept yet. The file is whole or not there at all.

    Where nothing can be written, it is made each time.
    """
    is_kept(path)
    with suppress(FileNotFoundError, NotADirectoryError):
        return path.read_bytes()
    content = make()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        fresh.write_bytes(content)
        fresh.replace(path)
    return content


def is_kept(path: Path) -> bool:
    """Tell whether something is kept there, and note that it is still used, so that it is not forgotten."""
    with suppress(OSError):
        os.utime(path)
        return True
    return False


def forget_unused(folder: Path) -> None:
    """Remove what nothing has asked for in a long time."""
    oldest = time.time() - DAYS_KEPT * 24 * 3600
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):  # another process forgets, too
            if path.is_file() and path.stat().st_mtime < oldest:
                path.unlink()
