"""The OpenAPI 3.1 description of the API."""

from typing import Any

from pipeline.identity import Identity

OPERATIONS = (
    ("/index.json", "index", "API の入口", ""),
    ("/cases.json", "cases-list", "すべての事例", ""),
    (
        "/cases/{case_id}.json",
        "case",
        "1つの事例（除いた事例と取り下げた事例は schemas/gone-case.schema.json）",
        "case_id",
    ),
    ("/municipalities.json", "municipalities-list", "すべての市区町村", ""),
    ("/municipalities/{municipality_code}.json", "municipality", "1つの市区町村", "municipality_code"),
    ("/prefectures.json", "prefectures-list", "すべての都道府県", ""),
    ("/prefectures/{prefecture_code}.json", "prefecture", "1つの都道府県", "prefecture_code"),
    ("/systems.json", "systems-list", "すべてのシステム種別", ""),
    ("/systems/{system_type_code}.json", "system", "1つのシステム種別", "system_type_code"),
)
"""Path, JSON Schema, summary, and the parameter in the path."""
PARAMETERS = {
    "case_id": ("事例ID", "^[0-9]{2}-[0-9]{4}$"),
    "municipality_code": ("全国地方公共団体コードの先頭5桁", "^[0-9]{5}$"),
    "prefecture_code": ("都道府県コード2桁", "^[0-9]{2}$"),
    "system_type_code": ("システム種別のコード", "^[a-z-]+$"),
}


def describe_api(identity: Identity) -> dict[str, Any]:
    """Describe every path of the API. The files never change between two publications; unknown keys give 404."""
    return {
        "openapi": "3.1.1",
        "info": {
            "title": f"{identity.site_name} API",
            "version": identity.data_version,
            "description": "公開している表の行を、事例、市区町村、都道府県、システム種別ごとに JSON で返す静的な API。値がない列は null で、名前が _status で終わる列に理由がある。",
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
            "contact": {"name": identity.publisher, "url": identity.site_url},
        },
        "servers": [{"url": f"{identity.site_url}api/v1"}],
        "paths": {path: {"get": _operation(schema, text, name)} for path, schema, text, name in OPERATIONS},
        "components": {"parameters": {name: _parameter(name) for name in PARAMETERS}},
    }


def _operation(schema: str, summary: str, parameter: str) -> dict[str, Any]:
    responses: dict[str, Any] = {
        "200": {
            "description": summary,
            "content": {"application/json": {"schema": {"$ref": f"schemas/{schema}.schema.json"}}},
        },
        **({"404": {"description": "そのような項目はない"}} if parameter else {}),
    }
    return {
        "operationId": schema.replace("-list", "List"),
        "summary": summary,
        **({"parameters": [{"$ref": f"#/components/parameters/{parameter}"}]} if parameter else {}),
        "responses": responses,
    }


def _parameter(name: str) -> dict[str, Any]:
    description, pattern = PARAMETERS[name]
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": {"type": "string", "pattern": pattern},
    }
