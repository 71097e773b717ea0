"""Writes every published table in every format, and what describes them.

files          a table as CSV, JSON, JSON Lines and Parquet
workbook       all tables as one Excel workbook
sql_templates  statements with names of columns in them
database_file  all tables as one DuckDB file
archive        all of it as one ZIP, the same bytes for the same content
descriptor     datapackage.json; table_schema: its part on one table
catalog        DCAT 3; schema_org: what search engines read in the pages
citation_file  CITATION.cff
readme         README.md, for who opens the ZIP
"""

import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from duckdb import DuckDBPyConnection

from pipeline.files.archive import write_zip
from pipeline.files.catalog import write_catalog
from pipeline.files.citation_file import write_citation
from pipeline.files.database_file import write_database
from pipeline.files.descriptor import describe_data_file, write_descriptor
from pipeline.files.formats import describe_file, sha256_of, write_table
from pipeline.files.readme import write_readme
from pipeline.files.xlsx import export_rows, workbook_tables, write_workbooks
from pipeline.identity import Identity
from pipeline.paths import ROOT
from pipeline.schemas import published_schemas
from pipeline.second_process import beside
from pipeline.tables import database

NAME = "joint-procurement"
CHECKSUMS = "SHA256SUMS"
LICENSE_FILE = "LICENSE-DATA"


def write_datasets(connection: DuckDBPyConnection, folder: Path, identity: Identity) -> dict[str, Any]:
    """Write every published table in every format into `folder`, and the files that describe them.

    Result   what datapackage.json says, with one collection more: the ZIP, which holds that file.
    """
    folder.mkdir(parents=True)
    with TemporaryDirectory(dir=folder.parent) as rows:
        export_rows(connection, Path(rows))
        with beside(lambda: write_workbooks(Path(rows), folder, identity)):
            tables = {
                name: write_table(connection, schema, folder, identity) for name, schema in published_schemas().items()
            }
            write_database(connection, folder / f"{NAME}.duckdb", identity)
    collections = [
        describe_file(folder / name) for name in (*(f"{n}.xlsx" for n in workbook_tables()), f"{NAME}.duckdb")
    ]
    package = write_descriptor(folder, tables, collections, first_reference_date(connection), identity)
    write_citation(folder / "CITATION.cff", identity)
    write_readme(folder / "README.md", package, identity)
    shutil.copyfile(ROOT / LICENSE_FILE, folder / LICENSE_FILE)
    write_checksums(folder)
    write_zip(folder / f"{NAME}.zip", sorted(folder.iterdir()), identity)
    package["collections"].append(describe_data_file(describe_file(folder / f"{NAME}.zip")))
    write_catalog(folder / "catalog.jsonld", package, identity)
    write_checksums(folder)
    return package


def first_reference_date(connection: DuckDBPyConnection) -> date:
    """Give the day from which on the data tell; the rolling edition has none."""
    days: list[date] = [row["reference_date"] for row in database.read_rows(connection, "editions")]
    return min(day for day in days if day)


def write_checksums(folder: Path) -> None:
    """Write the SHA-256 of every file that is there, in the form that `sha256sum --check` reads.

    The ZIP holds those of its own files; beside it stand those of all, the ZIP included.
    """
    paths = [path for path in sorted(folder.iterdir()) if path.name != CHECKSUMS]
    text = "".join(f"{sha256_of(path)}  {path.name}\n" for path in paths)
    (folder / CHECKSUMS).write_text(text, encoding="utf-8")
