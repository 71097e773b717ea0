"""What a whole site is made of, file by file, so that two sites can be compared."""

import hashlib
from pathlib import Path

import duckdb


def digests(folder: Path) -> dict[str, str]:
    """The hash of every file; a DuckDB file has random header bytes and counts by its rows."""
    return {str(path.relative_to(folder)): _digest(path) for path in folder.rglob("*") if path.is_file()}


def _digest(path: Path) -> str:
    content = path.read_bytes() if path.suffix != ".duckdb" else _rows_of(path).encode()
    return hashlib.sha256(content).hexdigest()


def _rows_of(database: Path) -> str:
    with duckdb.connect(str(database), read_only=True) as connection:
        names = [
            name for (name,) in connection.sql("select view_name from duckdb_views() where not internal").fetchall()
        ]
        names += [name for (name,) in connection.sql("select table_name from duckdb_tables()").fetchall()]
        return repr([(name, connection.sql(f'from "{name}"').fetchall()) for name in sorted(names)])
