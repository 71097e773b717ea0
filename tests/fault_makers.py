"""How a valid file gets a fault: one cell, some rows, the text, the bytes."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

from made.small import (
    valid_text,
)

Make = Callable[[str], bytes]


@dataclass(frozen=True)
class FaultCase:
    """One fault: `source` is the valid file that `make` spoils, `path` where the result stands."""

    path: str
    make: Make
    source: str

    def content(self) -> bytes:
        return self.make(valid_text(self.source))


def with_cell(row: int, column: str, value: str) -> Make:
    """Write one value into one cell, quoting as a spreadsheet would."""
    return with_cells((row, column, value))


def with_cells(*edits: tuple[int, str, str]) -> Make:
    def make(text: str) -> bytes:
        rows = list(csv.reader(io.StringIO(text)))
        for row, column, value in edits:
            rows[row - 1][rows[0].index(column)] = value
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        return out.getvalue().encode()

    return make


def with_rows(change: Callable[[list[list[str]]], list[list[str]]]) -> Make:
    def make(text: str) -> bytes:
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(change(list(csv.reader(io.StringIO(text)))))
        return out.getvalue().encode()

    return make


def with_text(change: Callable[[str], str]) -> Make:
    return lambda text: change(text).encode()


def fault_in(path: str, make: Make, at: str = "") -> FaultCase:
    return FaultCase(at or path, make, path)


def same(text: str) -> bytes:
    return text.encode()


def move(rows: list[list[str]], start: int, end: int) -> list[list[str]]:
    for row in rows:
        row.insert(end, row.pop(start))
    return rows


def mixed_encoding(text: str) -> bytes:
    lines = text.splitlines(keepends=True)
    return b"".join(line.encode("cp932" if number == 2 else "utf-8") for number, line in enumerate(lines))


def mixed_ends(text: str) -> bytes:
    lines = text.splitlines()
    return ("\r\n".join(lines[:2]) + "\n" + "\n".join(lines[2:]) + "\n").encode()


def quoted(text: str, start: int) -> str:
    """Make one quoted cell of each line from a place on, as when all of it stood in column A."""
    lines = text.splitlines()
    return "\n".join([*lines[:start], *(f'"{line}"' for line in lines[start:])]) + "\n"


def two_faults(text: str) -> bytes:
    return with_cells((2, "参加自治体数", "２"), (3, "導入年", "令和3年"), (3, "確度", "公開"))(text)
