"""SHA256SUMS: the digests of the files of a folder, in the form that `sha256sum --check SHA256SUMS` reads."""

import hashlib
from functools import cache
from pathlib import Path

from pipeline.paths import FILE_TEMPLATES, PIPELINE, ROOT, SCHEMAS, SQL

SUMS = "SHA256SUMS"


@cache
def code_digest() -> str:
    """Give a digest of all that tables and files are made with: code, selects, schemas, templates and versions of libraries."""
    files = [
        f
        for folder in (SQL, PIPELINE, SCHEMAS, FILE_TEMPLATES)
        for f in sorted(folder.rglob("*.*"))
        if f.suffix != ".pyc"
    ]
    digests = [sha256_of(f) for f in (*files, ROOT / "requirements.txt", ROOT / "LICENSE-DATA") if f.is_file()]
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_sums(folder: Path) -> dict[str, str]:
    """Read a SHA256SUMS: digests by name. A line of another form names no file."""
    lines = (folder / SUMS).read_text(encoding="utf-8", errors="replace").splitlines()
    pairs = (line.split("  ", 1) for line in lines if "  " in line)
    return {name: digest for digest, name in pairs}


def write_sums(folder: Path, files: str = "**/*") -> None:
    """Write the digests of all files below a folder; with `files="*"`, only of those that stand in it."""
    names = {f.relative_to(folder).as_posix() for f in folder.glob(files) if f.is_file()} - {SUMS}
    text = "".join(f"{sha256_of(folder / name)}  {name}\n" for name in sorted(names))
    (folder / SUMS).write_text(text, encoding="utf-8", newline="\n")
