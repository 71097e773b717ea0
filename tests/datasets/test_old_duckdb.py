"""The database file opens in the oldest DuckDB that the download page names, as well as in ours."""

import json
import re
import subprocess
import sys
from pathlib import Path

from install_peers import OLD_DUCKDB, OLD_DUCKDB_LOCK, has_old_duckdb
from pipeline.files.database_file import OLDEST_DUCKDB
from written_files import Written

COUNTS = """
import json, sys
sys.path.insert(0, sys.argv[1])
import duckdb
file = duckdb.connect(sys.argv[2], read_only=True)
counts = {name: len(file.table(name)) for name in sys.argv[3:]}
print(json.dumps([duckdb.__version__, counts]))
"""


def counted_by_the_old(folder: Path) -> dict[str, int]:
    """Let the old DuckDB count the rows of every table of a folder's database file."""
    assert has_old_duckdb(), f"DuckDB {OLDEST_DUCKDB} is not installed: run python tests/install_peers.py"
    names = [path.stem for path in sorted(folder.glob("*.parquet"))]
    command = [sys.executable, "-c", COUNTS, str(OLD_DUCKDB), str(folder / "joint-procurement.duckdb"), *names]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert result.returncode == 0, result.stderr
    version, counts = json.loads(result.stdout)
    assert version.startswith(f"{OLDEST_DUCKDB}.")
    return dict(counts)


def test_old_duckdb_finds_every_row(written: Written) -> None:
    assert counted_by_the_old(written.folder) == {name: len(rows) for name, rows in written.rows.items()}


def test_old_duckdb_finds_every_row_of_every_release(built_site: Path) -> None:
    folders = [*built_site.glob("data/v*")]
    assert folders
    for folder in folders:
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        assert counted_by_the_old(folder) == {resource["name"]: resource["rows"] for resource in package["resources"]}


def test_the_old_duckdb_is_the_one_that_is_promised() -> None:
    assert re.findall(r"^duckdb==([0-9.]+)\.[0-9]+ ", OLD_DUCKDB_LOCK.read_text(), re.M) == [OLDEST_DUCKDB]


def test_download_page_names_the_versions_that_open_the_file(built_site: Path) -> None:
    page = (built_site / "downloads" / "index.html").read_text(encoding="utf-8")
    assert f"DuckDB {OLDEST_DUCKDB} 以降" in page
