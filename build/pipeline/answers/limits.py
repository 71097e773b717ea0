"""A SELECT in a process of its own: one that takes too long or too much ends, and the server goes on."""

import json
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from threading import Lock

import duckdb

from pipeline.answers.asked import behind, parse
from pipeline.answers.published import Refused, json_value, open_published
from pipeline.rows import Row

SECONDS = 10
BYTES = 4 * 2**30
CHARACTERS = 200_000
"""At most so much text in the rows of one answer."""


class OwnProcess:
    """Answers one SELECT after the other; a process that had to be ended is followed by a new one."""

    def __init__(self, folder: Path, seconds: float = SECONDS) -> None:
        self._folder, self._seconds = folder, seconds
        self._pool = self._new_pool()
        self._one_at_a_time = Lock()

    def answer(self, sql: str, limit: int) -> Row:
        """Run a SELECT. Raises Refused when it is none, does not run, or takes more than it may."""
        with self._one_at_a_time:
            try:
                return self._pool.submit(answer_select, self._folder, sql, limit).result(timeout=self._seconds)
            except (TimeoutError, BrokenProcessPool):
                self.end()
                self._pool = self._new_pool()
        raise Refused(
            f"{self._seconds} 秒か決まったメモリで終わらないので、止めました。 / Stopped: more than {self._seconds} s or too much memory."
        )

    def end(self) -> None:
        """End the process at once, whatever it does."""
        for process in list((self._pool._processes or {}).values()):
            process.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=limit_memory)


def limit_memory() -> None:
    """Let this process have no more than BYTES of memory, where the system knows such a limit."""
    try:
        import resource
    except ImportError:  # not on Windows; DuckDB's own limit holds there too
        return
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def answer_select(folder: Path, sql: str, limit: int) -> Row:
    """Run a SELECT and tell what it rests on. Raises Refused."""
    published = open_published(folder)
    tree = parse(published, sql)
    try:
        found = published.connection.execute(sql)
        columns = [column[0] for column in found.description or ()]
        rows = [[json_value(cell) for cell in row] for row in found.fetchmany(limit + 1)]
    except (duckdb.Error, MemoryError) as error:
        raise Refused(f"実行できません。 / This does not run. {error}") from None
    kept = _short_enough(rows[:limit])
    return {
        "columns": columns,
        "rows": [dict(zip(columns, row, strict=True)) for row in kept],
        "has_more_rows": len(kept) < len(rows),
        "behind": behind(published, tree),
    }


def _short_enough(rows: list[list[object]]) -> list[list[object]]:
    """Give the first rows, as many as fit into CHARACTERS."""
    kept, length = [], 0
    for row in rows:
        length += len(json.dumps(row, ensure_ascii=False))
        if length > CHARACTERS:
            break
        kept.append(row)
    return kept
