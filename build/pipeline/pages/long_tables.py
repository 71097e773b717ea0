"""Keeps the rows of long tables from MkDocs: Markdown would read them twice, slowly, and leave them as they are.

Nothing stands in their place: the table is left empty, and the rows come back by where it stands, page by page. So
no text that somebody writes can be taken for a place.
"""

import re
from pathlib import Path

BODY = re.compile(r"<tbody>(.*?)</tbody>", re.DOTALL)
_EMPTY = "<tbody></tbody>"
LONG = 4000
"""Characters; shorter rows are not worth the trouble."""

HeldRows = dict[Path, list[str]]
"""By page, below the folder of pages: the rows of its tables that were left empty, from the top."""


class TablesMoved(Exception):
    """A built page has not as many empty tables as were left in its Markdown."""


def hold_rows(docs: Path) -> HeldRows:
    """Empty every long table of the Markdown tree. Result: the rows."""
    held: HeldRows = {}
    for path in sorted(docs.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        rows = [rows for rows in BODY.findall(text) if not rows or len(rows) >= LONG]
        if any(rows):
            held[path.relative_to(docs)] = rows
            path.write_text(BODY.sub(_without_long_rows, text), encoding="utf-8")
    return held


def _without_long_rows(body: re.Match[str]) -> str:
    return _EMPTY if len(body[1]) >= LONG else body[0]


def put_rows_back(site: Path, held: HeldRows) -> None:
    """Put the rows into the built pages. Raises TablesMoved when a page has lost or gained an empty table."""
    for source, rows in held.items():
        path = site / source.with_suffix(".html")
        first, *others = path.read_text(encoding="utf-8").split(_EMPTY)
        if len(others) != len(rows):
            raise TablesMoved(f"{source}: {len(rows)} tables were left empty, {len(others)} are in the page")
        filled = (f"<tbody>{row}</tbody>{rest}" for row, rest in zip(rows, others, strict=True))
        path.write_text(first + "".join(filled), encoding="utf-8")
