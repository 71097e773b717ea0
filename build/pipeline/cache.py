"""What takes long to make is made once and kept in out/cache, under a name that changes with all it is made of."""

import os
from collections.abc import Callable
from pathlib import Path


def keep(path: Path, make: Callable[[], bytes]) -> bytes:
    """Give what `path` holds; make it first where nothing is kept yet. The file is whole or not there at all."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        fresh.write_bytes(make())
        fresh.replace(path)
    return path.read_bytes()
