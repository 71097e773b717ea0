"""The data of the commit that is compared with, in a folder that passes."""

import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path


class NoSuchRevision(Exception):
    """Git does not know the commit, or it has no data folder there."""


@contextmanager
def data_of(revision: str, data: Path) -> Iterator[Path]:
    """Give the data folder as it was in a commit.

    Raises   NoSuchRevision
    """
    root, prefix = _git(data, "rev-parse", "--show-toplevel", "--show-prefix").decode().split("\n")[:2]
    archive = _git(Path(root), "archive", "--format=tar", f"{revision}:{prefix.rstrip('/')}")
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / data.name
        with tarfile.open(fileobj=BytesIO(archive)) as tar:
            tar.extractall(base, filter="data")
        yield base


def _git(folder: Path, *arguments: str) -> bytes:
    result = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    if result.returncode:
        raise NoSuchRevision(result.stderr.decode(errors="replace").strip())
    return result.stdout
