"""Every foreign key joins in every client, on Parquet with its types and on CSV as the client itself detects them.

`edition` looks like a date where a table has no rolling rows. DuckDB and Arrow are told that it is text
(decisions/0005-files-for-every-reader.md); pandas, polars and R keep it text by themselves.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest

from pipeline.schemas import published_schemas
from written_files import Written


class Key(NamedTuple):
    table: str
    fields: list[str]
    into: str
    references: list[str]


KEYS = [
    Key(name, key["fields"], key["reference"]["resource"], key["reference"]["fields"])
    for name, schema in published_schemas().items()
    for key in schema.foreign_keys
]
TEXT = {"edition": "VARCHAR"}


def _frame_pandas(path: Path) -> pd.DataFrame:
    return pd.read_csv(path) if path.suffix == ".csv" else pd.read_parquet(path)


def pandas_rows(folder: Path, kind: str, key: Key) -> int:
    child, parent = (_frame_pandas(folder / f"{name}.{kind}") for name in (key.table, key.into))
    return len(child.dropna(subset=key.fields).merge(parent, left_on=key.fields, right_on=key.references))


def polars_rows(folder: Path, kind: str, key: Key) -> int:
    read: Callable[[Path], pl.DataFrame] = pl.read_csv if kind == "csv" else pl.read_parquet
    child, parent = (read(folder / f"{name}.{kind}") for name in (key.table, key.into))
    return len(child.join(parent, left_on=key.fields, right_on=key.references))


def duckdb_rows(folder: Path, kind: str, key: Key) -> int:
    child, parent = (_duckdb(folder / f"{n}.{kind}") for n in (key.table, key.into))
    on = " and ".join(f'child."{a}" = parent."{b}"' for a, b in zip(key.fields, key.references, strict=True))
    return len(child.set_alias("child").join(parent.set_alias("parent"), on))


def _duckdb(path: Path) -> Any:
    if path.suffix == ".parquet":
        return duckdb.read_parquet(str(path))
    has_edition = "edition" in published_schemas()[path.stem].columns
    return duckdb.read_csv(str(path), dtype=TEXT if has_edition else None)


def arrow_rows(folder: Path, kind: str, key: Key) -> int:
    child, parent = (_arrow(folder / f"{n}.{kind}") for n in (key.table, key.into))
    child, parent = child.select(key.fields), parent.select(key.references)
    return int(child.join(parent, key.fields, key.references, join_type="inner").num_rows)


def _arrow(path: Path) -> pa.Table:
    if path.suffix == ".parquet":
        return pyarrow.parquet.read_table(path)
    options = pyarrow.csv.ConvertOptions(column_types={"edition": pa.string()})
    return pyarrow.csv.read_csv(path, convert_options=options)


def _rows_with_key(written: Written, key: Key) -> int:
    columns = published_schemas()[key.table].columns
    places = [columns.index(name) for name in key.fields]
    return sum(all(row[place] is not None for place in places) for row in written.rows[key.table])


def _used_keys(written: Written) -> list[tuple[Key, int]]:
    """Leave out keys that no row has: an empty column has no type to detect."""
    counted = [(key, _rows_with_key(written, key)) for key in KEYS]
    return [(key, count) for key, count in counted if count]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("client", [pandas_rows, polars_rows, duckdb_rows, arrow_rows], ids=lambda c: c.__name__)
def test_every_foreign_key_joins(client: Callable[[Path, str, Key], int], kind: str, written: Written) -> None:
    used = _used_keys(written)
    assert len(used) > 60
    for key, count in used:
        assert client(written.folder, kind, key) == count, key


R_JOINS = """
keys <- read.delim("keys.tsv", header = FALSE)
for (i in seq_len(nrow(keys))) {
  child <- read.csv(paste0(keys[i, 1], ".csv"), fileEncoding = "UTF-8-BOM", na.strings = "")
  parent <- read.csv(paste0(keys[i, 3], ".csv"), fileEncoding = "UTF-8-BOM", na.strings = "")
  by <- strsplit(keys[i, 2], ",")[[1]]
  child <- child[complete.cases(child[by]), , drop = FALSE]
  cat(nrow(merge(child, parent, by.x = by, by.y = strsplit(keys[i, 4], ",")[[1]])), "\\n")
}
"""


def test_every_foreign_key_joins_in_r(written: Written, tmp_path: Path) -> None:
    used = _used_keys(written)
    lines = [f"{key.table}\t{','.join(key.fields)}\t{key.into}\t{','.join(key.references)}\n" for key, _ in used]
    for path in written.folder.glob("*.csv"):
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / "keys.tsv").write_text("".join(lines), encoding="utf-8")
    command = ["Rscript", "--vanilla", "-e", R_JOINS]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=300)
    assert [int(line) for line in result.stdout.split()] == [count for _, count in used]


def test_every_key_has_one_type_in_every_table() -> None:
    for key in KEYS:
        into = published_schemas()[key.into]
        types = [published_schemas()[key.table].field_named(name).type for name in key.fields]
        assert types == [into.field_named(name).type for name in key.references], key


def test_duckdb_and_arrow_take_an_edition_without_rolling_rows_for_a_date(tmp_path: Path) -> None:
    """What the decision says of them: the day that they keep it text, the option can go."""
    path = tmp_path / "dated.csv"
    path.write_text("edition,n\n2024-01-31,1\n", encoding="utf-8")
    assert str(duckdb.read_csv(str(path)).types[0]) == "DATE"
    assert pa.types.is_date(pyarrow.csv.read_csv(path).schema.field("edition").type)
    assert pd.read_csv(path)["edition"][0] == "2024-01-31"
    assert pl.read_csv(path)["edition"][0] == "2024-01-31"
