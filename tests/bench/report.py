"""The result as one table on the screen and as JSON."""

import json
import os
import platform
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import psutil
from rich.table import Table

from bench.rows import Row

VERDICTS = {True: "met", False: "NOT MET", None: ""}
COLUMNS: dict[str, Callable[[Row], str]] = {
    "what": lambda row: row.name,
    "data": lambda row: row.subject,
    "first s": lambda row: _number(row.first_seconds, 2),
    "s": lambda row: _number(row.seconds, 2),
    "runs": lambda row: str(row.runs) if row.seconds is not None else "",
    "peak MB": lambda row: _number(row.peak_mb, 0),
    "pages": lambda row: _number(row.pages, 0),
    "MB": lambda row: _number(row.bytes and row.bytes / 1e6, 1),
    "peer": lambda row: row.peer,
    "peer s": lambda row: _number(row.peer_seconds, 2),
    "ratio": lambda row: _number(row.ratio, 2),
    "goal": lambda row: f"≤ {row.goal:g}" if row.goal is not None else "",
    "": lambda row: VERDICTS[row.is_met],
}
TEXT_COLUMNS = {"what", "data", "peer", ""}


def make_table(rows: list[Row]) -> Table:
    """Lay out all rows; a line is drawn where the data change."""
    table = Table(
        title="make bench",
        caption="s: median of the runs after the first. peak MB: the process and its children.",
    )
    for title in COLUMNS:
        table.add_column(title, justify="left" if title in TEXT_COLUMNS else "right", overflow="fold")
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        ends = following is None or following.subject != row.subject
        table.add_row(*(text(row) for text in COLUMNS.values()), end_section=ends)
    return table


def write_json(rows: list[Row], path: Path) -> None:
    """Write the rows and the machine they were measured on."""
    machine = {
        "cores": os.cpu_count(),
        "memory_bytes": psutil.virtual_memory().total,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }
    result = {"machine": machine, "rows": [asdict(row) | {"is_met": row.is_met} for row in rows]}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _number(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:,.{digits}f}"
