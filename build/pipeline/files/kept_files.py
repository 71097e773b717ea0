"""All files of a data folder are kept as the ZIP that holds them, and unpacked again where nothing has changed."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

from pipeline.cache import keep

NEWEST_KEPT = 8
"""So many states of the data, for one whole set of files takes several megabytes."""


def fill_folder(folder: Path, archive: Path, kept: Path, made_of: str, make: Callable[[], object]) -> None:
    """Put all files of the data and `archive`, which holds the others, into `folder`: kept ones, or those that `make` writes.

    Shapes   kept: the folder of what is used again. made_of: a name that changes with all that goes into the files.
    """

    def make_archive() -> bytes:
        make()
        return archive.read_bytes()

    content = keep(kept / f"{made_of}.zip", make_archive)
    if archive.exists():
        _forget_older(kept)
        return
    archive.write_bytes(content)
    with ZipFile(archive) as files:
        for entry in files.infolist():
            (folder / Path(entry.filename).name).write_bytes(files.read(entry))


def _forget_older(kept: Path) -> None:
    with suppress(FileNotFoundError):  # another process forgets, too
        newest_first = sorted(kept.glob("*.zip"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in newest_first[NEWEST_KEPT:]:
            path.unlink()
