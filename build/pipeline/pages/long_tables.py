"""Keeps the rows of long tables from MkDocs: Markdown would read them twice, slowly, and leave them as they are."""

import re
from pathlib import Path

ROWS = re.compile(r"(?<=<tbody>).*?(?=</tbody>)", re.DOTALL)
LONG = 4000
"""Characters; shorter rows are not worth the trouble."""
TOKEN = re.compile(r"@@ROWS (\d+)@@")


def hold_rows(docs: Path) -> list[str]:
    """Put a token in the place of the rows of every long table in the Markdown tree. Result: the rows, by token."""
    held: list[str] = []

    def hold(rows: re.Match[str]) -> str:
        if len(rows[0]) < LONG:
            return rows[0]
        held.append(rows[0])
        return f"@@ROWS {len(held) - 1}@@"

    for path in sorted(docs.rglob("*.md")):
        path.write_text(ROWS.sub(hold, path.read_text(encoding="utf-8")), encoding="utf-8")
    return held


def put_rows_back(site: Path, held: list[str]) -> None:
    """Put the rows into the built pages."""
    for path in sorted(site.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        path.write_text(TOKEN.sub(lambda token: held[int(token[1])], page), encoding="utf-8")
