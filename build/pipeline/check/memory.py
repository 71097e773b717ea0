"""What a process that checks again and again (`make serve`) need not read and load again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.check.columns import CodeLists
from pipeline.check.gate import Gated
from pipeline.read.csv_files import BYTES_AT_MOST
from pipeline.read.source_files import SourceFile

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Memory:
    """Holds the files that passed the gate without a fault, and the source tables as they were first loaded."""

    def __init__(self) -> None:
        self._lists: CodeLists = {}
        self._gated: dict[Path, tuple[bytes, Gated]] = {}
        self._loaded: tuple[DuckDBPyConnection, list[SourceFile]] | None = None

    def gate(self, file: Path, code_lists: CodeLists, judge: Callable[[], Gated]) -> Gated:
        """Give a file behind the gate: as it was where neither its bytes nor any code list is other than then."""
        if code_lists != self._lists:
            self._lists, self._gated = code_lists, {}
        content = _content(file)
        if file in self._gated and self._gated[file][0] == content:
            return self._gated[file][1]
        gated = judge()
        if content is not None and not gated.problems and content == _content(file):
            self._gated[file] = (content, gated)
        return gated

    @contextmanager
    def tables(self, files: list[SourceFile]) -> "Iterator[DuckDBPyConnection]":
        """Open a database of source tables; of those that were loaded first, only what differs is loaded."""
        from pipeline.tables import database, source_loading
        from pipeline.tables.otherwise import Loaded, Otherwise

        if self._loaded is None:
            connection = database.open_database()
            source_loading.load_sources(connection, files)
            self._loaded = (connection, files)
        first, known = self._loaded
        other = Otherwise(first, Loaded(known, []), Loaded(files, []))
        try:
            yield other.connection
        finally:
            other.close()


def _content(file: Path) -> bytes | None:
    """Read a file that the gate may let through; None for one that is too large or cannot be read."""
    with suppress(OSError):
        return file.read_bytes() if file.stat().st_size <= BYTES_AT_MOST else None
    return None
