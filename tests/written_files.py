"""What the tests of this folder look at: tables in the database, and the same tables as published files."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from pipeline.identity import Identity

AWKWARD_TEXTS = ("=1+1", "+81", "-1", "@here", "#N/A", " <b>R&D</b> ]]> \"null ' ")
"""Texts that a format might take for something else. The check refuses most; written all the same, they must stay."""


@dataclass(frozen=True)
class Written:
    """Tables in the database and the same tables as files."""

    connection: DuckDBPyConnection
    folder: Path
    package: dict[str, Any]
    identity: Identity

    @cached_property
    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        names = [resource["name"] for resource in self.package["resources"]]
        return {name: self.connection.table(f"publish.{name}").fetchall() for name in names}
