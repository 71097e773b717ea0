"""datapackage.json: what every table and column means (Data Package v2)."""

import json
from pathlib import Path
from typing import Any

from pipeline.datasets.files import DataTable
from pipeline.identity import Identity
from pipeline.schemas import Field, Schema, published_schemas

LICENSE = {
    "name": "CC-BY-4.0",
    "title": "クリエイティブ・コモンズ 表示 4.0 国際",
    "path": "https://creativecommons.org/licenses/by/4.0/deed.ja",
}


def write_descriptor(folder: Path, tables: dict[str, DataTable], identity: Identity) -> dict[str, Any]:
    """Write datapackage.json beside the files; return what it says."""
    package = describe_package(tables, identity)
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    return package


def describe_package(tables: dict[str, DataTable], identity: Identity) -> dict[str, Any]:
    """Describe all tables as one package; each resource is a table's CSV, its other formats under `alternates`."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "joint-procurement",
        "title": identity.site_name,
        "description": "都道府県と市区町村による情報システムの共同調達の記録。公式のダッシュボードとは別の、収録した事例の数を示す。",
        "homepage": identity.site_url,
        "created": identity.data_time.isoformat(),
        "version": identity.data_version,
        "contributors": [{"title": identity.publisher, "roles": ["publisher"]}],
        "licenses": [LICENSE],
        **({"synthetic": True} if identity.is_synthetic else {}),
        "resources": [_resource(schema, tables[name]) for name, schema in published_schemas().items()],
    }


def _resource(schema: Schema, table: DataTable) -> dict[str, Any]:
    csv, *others = table.files
    return {
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": schema.name,
        "title": schema.title,
        "title_en": schema.descriptor.get("title_en", ""),
        "description": f"{schema.row}。{schema.description}",
        "type": "table",
        "path": csv.name,
        "format": "csv",
        "mediatype": csv.media_type,
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "header": True},
        "byteOrderMark": True,
        "rows": table.rows,
        "bytes": csv.bytes,
        "hash": f"sha256:{csv.sha256}",
        "alternates": [
            {
                "path": f.name,
                "format": f.format,
                "mediatype": f.media_type,
                "bytes": f.bytes,
                "hash": f"sha256:{f.sha256}",
            }
            for f in others
        ],
        "schema": table_schema(schema),
    }


def table_schema(schema: Schema) -> dict[str, Any]:
    """Give the Table Schema of a published table. A key with columns that may be empty is a unique key, not a primary one."""
    required = {f.name for f in schema.fields if f.constraints.get("required")}
    key = list(schema.primary_key)
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(f) for f in schema.fields],
        "missingValues": [""],
        **({"primaryKey": key} if set(key) <= required else {"uniqueKeys": [key]}),
        **({"foreignKeys": keys} if (keys := schema.descriptor.get("foreignKeys")) else {}),
    }


def _field(f: Field) -> dict[str, Any]:
    return {
        "name": f.name,
        "type": f.type,
        "title": f.title,
        "title_en": f.title_en,
        **({"description": f.description} if f.description else {}),
        **({"unit": f.unit} if f.unit else {}),
        **({"codes": f.code_table} if f.code_table else {}),
        **({"categories": [{"value": v, "label": label} for v, label in f.categories]} if f.categories else {}),
        **({"trueValues": ["true"], "falseValues": ["false"]} if f.type == "boolean" else {}),
        **({"constraints": f.constraints} if f.constraints else {}),
    }
