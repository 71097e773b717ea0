"""What was released, held byte for byte against the base: what is rewritten together with the ledger only this shows."""

from pathlib import Path

from pipeline.history.ledger import LEDGER
from pipeline.history.store import RELEASES_FOLDER


def rewritten_files(before: Path, after: Path) -> list[str]:
    """Name every file of a release of the base that is gone or another one now, and every one put into its folder.

    Shapes   before, after: two data folders. Result: paths below the data folder, the ledger first.
    """
    old, new = before / RELEASES_FOLDER, after / RELEASES_FOLDER
    versions = [f.name for f in old.iterdir() if f.is_dir()] if old.is_dir() else []
    names = {f.relative_to(state).as_posix() for state in (old, new) for v in versions for f in _files(state / v)}
    touched = sorted(name for name in names if _bytes(old / name) != _bytes(new / name))
    is_cut = not (_bytes(new / LEDGER) or b"").startswith(_bytes(old / LEDGER) or b"")
    return [f"{RELEASES_FOLDER}/{name}" for name in [LEDGER] * is_cut + touched]


def _files(folder: Path) -> list[Path]:
    return [f for f in folder.rglob("*") if not f.is_dir()]


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
