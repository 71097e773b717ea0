"""ZIP files whose bytes depend on their content only."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pipeline.identity import Identity

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""ZIP knows no time before 1980, and SOURCE_DATE_EPOCH may be 0."""
CHUNK = 1 << 20


class FixedTimeZip(ZipFile):
    """A ZIP file in which every entry bears one time, whatever the clock says and whenever its file was written."""

    def __init__(self, path: Path, identity: Identity) -> None:
        super().__init__(path, "w", ZIP_DEFLATED)
        t = identity.data_time
        self._time = max(EARLIEST, (t.year, t.month, t.day, t.hour, t.minute, t.second))

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **kwargs: Any) -> None:
        """Add an entry from memory."""
        super().writestr(self._entry(str(zinfo_or_arcname)), data)

    def write(self, filename: Any, arcname: Any = None, *args: Any, **kwargs: Any) -> None:
        """Add a file."""
        path = Path(filename)
        self.write_chunks(str(arcname or path.name), read_chunks(path), path.stat().st_size)

    def write_chunks(self, name: str, chunks: Iterable[bytes], size: int) -> None:
        """Add an entry of `size` bytes piece by piece."""
        entry = self._entry(name)
        entry.file_size = size
        with self.open(entry, "w") as target:
            for chunk in chunks:
                target.write(chunk)

    def _entry(self, name: str) -> ZipInfo:
        entry = ZipInfo(name, self._time)
        entry.compress_type = ZIP_DEFLATED
        entry.create_system = 3
        entry.external_attr = 0o644 << 16
        return entry


def read_chunks(path: Path) -> Iterator[bytes]:
    """Read a file in pieces, so that a large one never stands in memory."""
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            yield chunk


def write_zip(path: Path, files: Iterable[Path], identity: Identity) -> None:
    """Write these files side by side into one ZIP, in this order, below a folder named as the ZIP."""
    with FixedTimeZip(path, identity) as archive:
        for file in files:
            archive.write(file, f"{path.stem}/{file.name}")
