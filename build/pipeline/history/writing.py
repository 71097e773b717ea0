"""Freezes the published tables as data/releases/<version>/."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from pipeline.arguments import WrongArgument
from pipeline.digests import SUMS, sha256_of, write_sums
from pipeline.files.citation_file import write_citation
from pipeline.files.descriptor import LICENSE
from pipeline.files.formats import describe_file
from pipeline.files.table_schema import table_schema
from pipeline.history.ledger import add_to_ledger
from pipeline.history.notes import release_notes
from pipeline.history.state import History
from pipeline.history.store import (
    CHANGE_COLUMNS,
    CHANGES,
    EFFECT_COLUMNS,
    EFFECTS,
    FROZEN_CHARTS,
    MANIFEST,
    NOTES,
    RELEASES_FOLDER,
    SOURCE,
    Release,
    change_row,
)
from pipeline.history.tables import describe, description_as_json, frozen_schemas, write_text_rows
from pipeline.history.versions import FIRST_VERSION, next_version
from pipeline.identity import Identity, of_release
from pipeline.messages import sentence
from pipeline.read.source_files import find_files
from pipeline.schemas import Schema
from pipeline.tables import database
from pipeline.tables.csv_file import write_csv


class NothingToRelease(WrongArgument):
    """Nothing has changed since the newest release."""


class ReleasedBefore(WrongArgument):
    """The day is before that of the newest release: what is later in number would be earlier in time."""


def write_release(
    connection: DuckDBPyConnection,
    data: Path,
    history: History,
    identity: Identity,
    released_on: date,
    note: str,
    charts: str = "",
) -> Path:
    """Freeze the published tables as the next release. Result: its folder, which appears whole or not at all.

    Shapes   charts: what is kept of the charts, nothing where none were drawn.

    Raises   NothingToRelease when no followed table has changed since the newest release, ReleasedBefore
    """
    newest = history.newest
    if newest and released_on.isoformat() < newest.released_on:
        raise ReleasedBefore(
            sentence("release_too_early", day=released_on, version=newest.version, before=newest.released_on)
        )
    version = version_of_next(history)
    target = data / RELEASES_FOLDER / version
    fresh = target.with_name(f".{version}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    resources = [_write_table(connection, schema, fresh) for schema in frozen_schemas()]
    write_text_rows(fresh / f"{CHANGES}.csv", CHANGE_COLUMNS, [change_row(judged) for judged in history.pending])
    write_text_rows(fresh / f"{EFFECTS}.csv", EFFECT_COLUMNS, history.pending_effects())
    manifest = _manifest(version, history, identity, released_on, note, resources)
    _write_text(fresh / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")
    if charts:
        _write_text(fresh / FROZEN_CHARTS, charts)
    _write_text(fresh / NOTES, release_notes(version, released_on, note, history, resources))
    write_sums(fresh)
    freeze_source(data, fresh / SOURCE)
    folder = fresh.rename(target)
    add_to_ledger(data, Release(version, folder))
    _cite(data, of_release(identity, version, released_on.isoformat()))
    return folder


def _cite(data: Path, released: Identity) -> None:
    """Bring the citation file of the project up to date, where it has one."""
    citation = data.parent / "CITATION.cff"
    if citation.exists():
        write_citation(citation, released)


def freeze_source(data: Path, folder: Path) -> None:
    """Copy every file that people write, as it is, into the folder of a release."""
    for _, path in find_files(data):
        target = folder / path.relative_to(data)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    write_sums(folder)


def version_of_next(history: History) -> str:
    """Compute the number of the next release.

    Raises   NothingToRelease when there would be nothing new in it.
    """
    if history.newest is None:
        return FIRST_VERSION
    if not history.pending:
        raise NothingToRelease(sentence("release_without_change", version=history.newest.version))
    return next_version(history.newest.version, history.pending)


def _write_table(connection: DuckDBPyConnection, schema: Schema, folder: Path) -> dict[str, Any]:
    """Write one table as CSV and JSON; give what the manifest says of it."""
    rows = database.count_rows(connection, schema.name)
    write_csv(connection, schema, folder / f"{schema.name}.csv", rows)
    database.export_table(connection, schema.name, "json", folder / f"{schema.name}.json")
    table, twin = (describe_file(folder / f"{schema.name}.{kind}") for kind in ("csv", "json"))
    return {
        "name": schema.name,
        "title": schema.title,
        "description": f"{schema.row}。{schema.description}",
        "type": "table",
        "path": table.name,
        "format": "csv",
        "mediatype": table.media_type,
        "encoding": "utf-8",
        "rows": rows,
        "bytes": table.bytes,
        "hash": f"sha256:{table.sha256}",
        "alternates": [{"path": twin.name, "format": "json", "bytes": twin.bytes, "hash": f"sha256:{twin.sha256}"}],
        "schema": table_schema(schema),
        "history": description_as_json(describe(schema)),
    }


def _manifest(
    version: str, history: History, identity: Identity, released_on: date, note: str, resources: list[dict[str, Any]]
) -> dict[str, Any]:
    newest = history.newest
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "joint-procurement",
        "title": f"{identity.site_name} リリース {version}",
        "version": version,
        "released_on": released_on.isoformat(),
        "previous": newest and {"version": newest.version, "sha256sums": sha256_of(newest.folder / SUMS)},
        "note": note,
        "contributors": [{"title": identity.publisher, "roles": ["publisher"]}],
        "licenses": [LICENSE],
        **({"synthetic": True} if identity.is_synthetic else {}),
        "resources": resources,
    }


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
