"""The result as one table: on the screen, as a page of decisions/, and as JSON."""

import json
import os
import platform
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
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
MEASURED_WITH = ("duckdb", "pandas", "mkdocs", "mkdocs-material", "frictionless", "jinja2", "hugo", "altair")
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


def write_page(rows: list[Row], path: Path) -> None:
    """Write the rows as Markdown, with the day, the commit, the machine and the versions they were measured with."""
    shown = {title: text for title, text in COLUMNS.items() if any(text(row) for row in rows)}
    lines = [
        "# Measured",
        "",
        "`make bench` writes this page. s: median seconds of wall clock of the runs after the first; peak MB: the process and its",
        "children; ratio: our seconds to those of the peer, both sides in turn on the same machine.",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, commit {_commit()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()},",
        f"{', '.join(f'{name} {version(name)}' for name in MEASURED_WITH)}.",
        "",
        _line(shown),
        _line("--" if title in TEXT_COLUMNS else "--:" for title in shown),
        *(_line(text(row) for text in shown.values()) for row in rows),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip() or "unknown"


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
