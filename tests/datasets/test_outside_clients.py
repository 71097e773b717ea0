"""Programs that nobody here wrote read the files: csvkit, sqlite-utils and datasette, feedparser, and Vega in vl-convert."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import vl_convert

from install_peers import CLIENTS, has_clients
from pipeline.schemas import published_schemas
from written_files import Written

CSVKIT = """
import io, json, sys
from csvkit.utilities.csvcut import CSVCut
from csvkit.utilities.csvjson import CSVJSON

def run(tool, *arguments):
    written = io.StringIO()
    tool([*arguments], output_file=written).run()
    return written.getvalue()

print(json.dumps({
    path: [run(CSVCut, "--names", path), len(json.loads(run(CSVJSON, "--no-inference", path)))] for path in sys.argv[1:]
}))
"""
SQLITE = """
import sys
from pathlib import Path
from sqlite_utils import Database
from sqlite_utils.utils import Format, TypeTracker, rows_from_file

database = Database(sys.argv[1])
for path in map(Path, sys.argv[2:]):
    with path.open("rb") as stream:
        tracker = TypeTracker()
        database[path.stem].insert_all(tracker.wrap(rows_from_file(stream, format=Format.CSV)[0]))
        if database[path.stem].exists():
            database[path.stem].transform(types=tracker.types)
"""
FEEDS = """
import feedparser, json, sys
feeds = map(feedparser.parse, sys.argv[1:])
print(json.dumps([[f.bozo, f.version, f.feed.title, f.feed.updated, [[e.id, e.link, e.title, e.updated] for e in f.entries]] for f in feeds]))
"""


def run_client(*arguments: object) -> str:
    """Run Python with the clients before everything else; give what it prints."""
    assert has_clients(), "The clients are missing: run python tests/install_peers.py"
    there = os.environ | {"PYTHONPATH": str(CLIENTS)}
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, env=there, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def sqlite_file(written: Written, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every table as sqlite-utils reads its CSV, with the types that it detects."""
    path = tmp_path_factory.mktemp("sqlite") / "published.db"
    run_client("-c", SQLITE, path, *sorted(written.folder.glob("*.csv")))
    return path


def ask_datasette(file: Path, question: str) -> list[dict[str, Any]]:
    answer: list[dict[str, Any]] = json.loads(run_client("-m", "datasette", file, "--get", question))
    return answer


def test_csvkit_finds_every_column_and_row(written: Written) -> None:
    paths = sorted(written.folder.glob("*.csv"))
    found = json.loads(run_client("-c", CSVKIT, *paths))
    assert len(found) == len(published_schemas())
    for path, (names, rows) in found.items():
        schema = published_schemas()[Path(path).stem]
        assert [line.split(": ", 1)[1] for line in names.splitlines()] == schema.columns, path
        assert rows == len(written.rows[schema.name]), path


def test_datasette_serves_what_sqlite_utils_read(written: Written, sqlite_file: Path) -> None:
    filled = {name: rows for name, rows in written.rows.items() if rows}
    counts = " union all ".join(f"select '{name}' as name, count(*) as n from [{name}]" for name in filled)
    found = ask_datasette(sqlite_file, f"/published.json?_shape=array&sql={counts.replace(' ', '+')}")
    assert {row["name"]: row["n"] for row in found} == {name: len(rows) for name, rows in filled.items()}


def test_a_join_in_sqlite_needs_no_care(written: Written, sqlite_file: Path) -> None:
    sql = "select count(*) as n from participations join cases using (edition, case_id) join municipalities using (municipality_code)"
    (found,) = ask_datasette(sqlite_file, f"/published.json?_shape=array&sql={sql.replace(' ', '+')}")
    assert found["n"] == len(written.rows["participations"]) > 0


def test_feedparser_finds_both_feeds_sound(built_site: Path) -> None:
    paths = [built_site / folder / "feed.xml" for folder in ("changes", "errata")]
    feeds = json.loads(run_client("-c", FEEDS, *paths))
    assert any(entries for *_, entries in feeds)
    for bozo, version, title, updated, entries in feeds:
        assert (bool(bozo), version) == (False, "atom10")
        assert title and updated
        assert [entry for entry in entries if not all(entry) or not entry[1].startswith("https://")] == []


def test_vega_compiles_and_draws_the_specification_of_every_chart(built_site: Path) -> None:
    paths = sorted((built_site / "assets" / "charts").glob("*.json"))
    assert paths
    for path in paths:
        vega = vl_convert.vegalite_to_vega(path.read_text(encoding="utf-8"))
        assert vega["marks"] and any(data.get("values") for data in vega["data"]), path.name
    assert "<svg" in vl_convert.vega_to_svg(vega)


def test_a_chart_that_is_no_specification_is_refused() -> None:
    with pytest.raises(ValueError, match=r"[Ss]pec"):
        vl_convert.vegalite_to_vega({"data": {"values": []}, "encoding": {}})
