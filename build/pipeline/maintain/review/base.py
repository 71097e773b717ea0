"""The data of the commit that is compared with, in a folder that passes."""

import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from pipeline.arguments import WrongArgument
from pipeline.messages import sentence


class NoSuchRevision(WrongArgument):
    """Git does not know the commit, or it has no data folder there."""


class GitFailed(Exception):
    """What git said."""


@contextmanager
def data_at(revision: str, data: Path) -> Iterator[Path]:
    """Give the data folder as it was in a commit.

    What was typed reaches git once, where it cannot be read as an option, and comes back as the commit's digest.

    Raises   NoSuchRevision
    """
    try:
        root, prefix = _git(data, "rev-parse", "--show-toplevel", "--show-prefix").decode().split("\n")[:2]
        commit = (
            _git(Path(root), "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
        )
        archive = _git(Path(root), "archive", "--format=tar", f"{commit}:{prefix.rstrip('/')}")
    except GitFailed as error:
        raise NoSuchRevision(sentence("base_unreadable", revision=revision, reason=error)) from None
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / data.name
        with tarfile.open(fileobj=BytesIO(archive)) as tar:
            tar.extractall(base, filter="data")
        yield base


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        result = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except (OSError, ValueError) as error:  # git is not installed; a NUL among the arguments
        raise GitFailed(str(error)) from None
    if result.returncode:
        raise GitFailed(result.stderr.decode(errors="replace").strip())
    return result.stdout
