"""datapackage.json: what every table and column means (Data Package v2)."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.dates import japanese_date
from pipeline.english import in_english, table_in_english
from pipeline.files.formats import DataFile, DataTable
from pipeline.files.table_schema import table_schema
from pipeline.identity import Identity
from pipeline.schemas import Schema, Schemas, published_schemas

KEYWORDS = ("共同調達", "共同利用", "情報システム", "都道府県", "市区町村", "joint procurement", "local government")
LICENSE_ID = "CC-BY-4.0"
LICENSE_URL = "https://creativecommons.org/licenses/by/4.0/"
LICENSE = {
    "name": LICENSE_ID,
    "title": "クリエイティブ・コモンズ 表示 4.0 国際",
    "path": f"{LICENSE_URL}deed.ja",
}


def write_descriptor(
    folder: Path,
    schemas: Schemas,
    tables: dict[str, DataTable],
    collections: Iterable[DataFile],
    since: date | None,
    identity: Identity,
    more: dict[str, Any],
) -> dict[str, Any]:
    """Write datapackage.json beside the files, with what a release says `more` of itself; return what it says."""
    package = describe_package(tables, identity, collections, since, schemas) | more
    write_json(folder / "datapackage.json", package)
    return package


def write_json(path: Path, content: Any) -> None:
    """Write a description as JSON that people can read too."""
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, encoding="utf-8")


def describe_package(
    tables: dict[str, DataTable],
    identity: Identity,
    collections: Iterable[DataFile] = (),
    since: date | None = None,
    schemas: Schemas | None = None,
) -> dict[str, Any]:
    """Describe all tables as one package.

    Each resource is a table's CSV, its other formats under `alternates`; `collections` are files of several tables.
    `since` is the first reference date: what the tables with editions cover begins with it.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "joint-procurement",
        "title": identity.site_name,
        "description": describe_source(identity),
        "homepage": identity.site_url,
        "created": identity.data_time.isoformat(),
        "version": identity.version,
        **state_of(identity),
        "contributors": [{"title": identity.publisher, "roles": ["publisher"]}],
        "licenses": [LICENSE],
        "keywords": list(KEYWORDS),
        **_covers(since),
        "collections": [describe_data_file(file) for file in collections],
        "resources": [
            _resource(schema, tables[name], since) for name, schema in (schemas or published_schemas()).items()
        ],
    }


def state_of(identity: Identity) -> dict[str, Any]:
    """Say which state the data are: the newest release (empty before the first), what is new since then, and the commit."""
    return {
        "release": identity.newest_release or None,
        "has_unreleased_changes": identity.has_unreleased_changes,
        **({"commit": identity.data_version} if identity.data_version else {}),
        **({"synthetic": True} if identity.is_synthetic else {}),
    }


def describe_source(identity: Identity) -> str:
    """Say in a sentence or two what the data are, and what they are not."""
    kind = "試験用の合成データ。実際の事例ではない。" if identity.is_synthetic else ""
    return f"{kind}都道府県と市区町村による情報システムの共同調達の記録。公式のダッシュボードとは別の、収録した事例の数を示す。"


def citation(title: str, address: str, identity: Identity) -> str:
    """Give the line that cites something at `address` below the site."""
    whole = "" if title == identity.site_name else f"「{title}」"
    return (
        f"{identity.publisher}{whole}『{identity.site_name}』データ {japanese_date(identity.data_date)}（版 {identity.version}）、"
        f"{identity.site_url}{address}、CC BY 4.0"
    )


def table_files(resource: dict[str, Any]) -> list[dict[str, Any]]:
    """List the files of a table, CSV first, each with path, format, bytes and hash."""
    return [resource, *resource["alternates"]]


def describe_data_file(file: DataFile) -> dict[str, Any]:
    """Describe a file as the package does."""
    return {
        "path": file.name,
        "format": file.format,
        "mediatype": file.media_type,
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
    }


def _covers(since: date | None) -> dict[str, Any]:
    return {"temporal": {"start": since.isoformat()}} if since else {}


def _resource(schema: Schema, table: DataTable, since: date | None) -> dict[str, Any]:
    csv, *others = table.files
    return {
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": schema.name,
        "title": schema.title,
        "title_en": schema.title_en,
        "description": f"{schema.row}。{schema.description}",
        "description_en": table_in_english(schema),
        "row": schema.row,
        "row_en": in_english(schema.row),
        "type": "table",
        **describe_data_file(csv),
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "header": True},
        "byteOrderMark": True,
        "rows": table.rows,
        **_covers(since if "edition" in schema.columns else None),
        "alternates": [describe_data_file(file) for file in others],
        "schema": table_schema(schema),
    }
