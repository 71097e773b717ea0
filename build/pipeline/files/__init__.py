"""Writes every published table in every format, and what describes them.

files          a table as CSV, JSON, JSON Lines and Parquet
plain          the CSV files without byte order mark
workbook       all tables as one Excel workbook
sql_templates  statements with names of columns in them
database_file  all tables as one DuckDB file
archive        all of it as one ZIP, the same bytes for the same content
descriptor     datapackage.json; table_schema: its part on one table
ocds           OCDS 1.1 releases and records
catalog        DCAT 3; schema_org: what search engines read in the pages
citation_file  CITATION.cff
readme         README.md, for who opens the ZIP
frozen         the tables of a frozen release; releases: its folder, with all of the above
"""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from duckdb import DuckDBPyConnection

from pipeline.digests import write_sums
from pipeline.files.archive import write_zip
from pipeline.files.catalog import write_catalog
from pipeline.files.citation_file import write_citation
from pipeline.files.database_file import write_database
from pipeline.files.descriptor import describe_data_file, write_descriptor
from pipeline.files.formats import DataTable, describe_file, write_table
from pipeline.files.kept_files import fill_folder
from pipeline.files.ocds import OCDS_FILES, write_ocds
from pipeline.files.plain import write_plain
from pipeline.files.readme import write_readme
from pipeline.files.xlsx import export_rows, workbook_tables, write_workbooks
from pipeline.history.store import MANIFEST
from pipeline.identity import Identity
from pipeline.paths import ROOT
from pipeline.rows import Described
from pipeline.schemas import Schemas, published_schemas
from pipeline.second_process import beside
from pipeline.tables import database

NAME = "joint-procurement"


@dataclass(frozen=True)
class Kept:
    """Where files are kept, and a text that changes with all that they are made of but who publishes them, and when."""

    folder: Path
    made_of: str


LICENSE_FILE = "LICENSE-DATA"
"""What datapackage.json says."""


def write_datasets(
    tables: Callable[[], DuckDBPyConnection], folder: Path, identity: Identity, kept: Kept | None = None
) -> None:
    """Write every published table in every format into `folder`, and what describes them as one package.

    Shapes   tables: computes the published tables; not asked for where kept files are made of the same.
             kept: where such files are; without it they are made anew.
    """
    folder.mkdir(parents=True)

    def make() -> None:
        connection = tables()
        write_ocds(connection, folder, identity, published_schemas())
        write_package(connection, published_schemas(), folder, identity, more=OCDS_FILES)

    if kept:
        made_of = sha256(f"{kept.made_of}{identity}".encode()).hexdigest()
        fill_folder(folder, folder / f"{NAME}.zip", kept.folder, made_of, make)
    else:
        make()


def read_datasets(folder: Path) -> DuckDBPyConnection:
    """Open the published tables as readers get them: read-only, each as `publish.<name>`."""
    return database.open_downloaded(folder / f"{NAME}.duckdb")


def describe_datasets(folder: Path, identity: Identity, releases: Sequence[Described] = ()) -> Described:
    """Add the plain CSV files, the catalogue and the digests to the files of all published tables.

    Result   what datapackage.json says, and more: among the collections the ZIP, which holds that file, and the releases.
    """
    package = read_package(folder)
    package["releases"] = list(releases)
    write_plain(folder, package)
    write_catalog(folder / "catalog.jsonld", package, identity)
    write_sums(folder, "*")
    return package


def write_package(
    connection: DuckDBPyConnection,
    schemas: Schemas,
    folder: Path,
    identity: Identity,
    told: Described | None = None,
    more: Sequence[str] = (),
) -> None:
    """Write these tables in every format, what describes them, and the ZIP of all that is then in `folder`.

    Shapes   told: what a release says of itself besides. more: files of several tables that are there already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables = _write_formats(connection, schemas, folder, identity)
    names = [*(f"{name}.xlsx" for name in workbook_tables(schemas)), f"{NAME}.duckdb", *more]
    collections = [describe_file(folder / name) for name in names]
    since = first_reference_date(connection)
    package = write_descriptor(folder, schemas, tables, collections, since, identity, told or {})
    write_citation(folder / "CITATION.cff", identity)
    write_readme(folder / "README.md", package, identity)
    shutil.copyfile(ROOT / LICENSE_FILE, folder / LICENSE_FILE)
    write_sums(folder, "*")
    write_zip(folder / f"{NAME}.zip", sorted(folder.iterdir()), identity)


def read_package(folder: Path) -> Described:
    """Read what datapackage.json says, and add the ZIP, which holds that file, to its collections."""
    package: Described = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    package["collections"].append(describe_data_file(describe_file(folder / f"{NAME}.zip")))
    return package


def _write_formats(
    connection: DuckDBPyConnection, schemas: Schemas, folder: Path, identity: Identity
) -> dict[str, DataTable]:
    with TemporaryDirectory(dir=folder.parent) as rows:
        export_rows(connection, schemas, Path(rows))
        with beside(lambda: write_workbooks(Path(rows), schemas, folder, identity)):
            tables = {name: write_table(connection, schema, folder, identity) for name, schema in schemas.items()}
            write_database(connection, schemas, folder / f"{NAME}.duckdb", identity)
    return tables


def first_reference_date(connection: DuckDBPyConnection) -> date:
    """Give the day from which on the data tell; the rolling edition has none."""
    days: list[date] = [row["reference_date"] for row in database.read_rows(connection, "editions")]
    return min(day for day in days if day)
