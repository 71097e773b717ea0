"""The OpenAPI 3.1 description of the API."""

from typing import Any

from pipeline.files.api.api_kinds import API_KINDS, ApiKind
from pipeline.files.descriptor import LICENSE_URL
from pipeline.identity import Identity

GONE = "公表したあとに除いた事例と取り下げた事例は、gone-case の形で返す。"


def describe_api(identity: Identity) -> dict[str, Any]:
    """Describe every path of the API. The files never change between two publications; unknown keys give 404."""
    return {
        "openapi": "3.1.1",
        "info": {
            "title": f"{identity.site_name} API",
            "version": identity.version,
            "description": "公開している表の行を、事例、市区町村、都道府県、システム種別ごとに JSON で返す静的な API。値がない列は null で、名前が _status で終わる列に理由がある。",
            "license": {"name": "CC BY 4.0", "url": LICENSE_URL},
            "contact": {"name": identity.publisher, "url": identity.site_url},
        },
        "servers": [{"url": f"{identity.site_url}api/v1"}],
        "paths": {
            "/index.json": {"get": _operation("index", ("index",), "API の入口")},
            **{f"/{kind.name}.json": {"get": _list_operation(kind)} for kind in API_KINDS},
            **{f"/{kind.name}/{{{kind.key}}}.json": {"get": _single_operation(kind)} for kind in API_KINDS},
        },
        "components": {"parameters": {kind.key: _parameter(kind) for kind in API_KINDS}},
    }


def _list_operation(kind: ApiKind) -> dict[str, Any]:
    return _operation(f"{kind.name}List", (f"{kind.name}-list",), f"すべての{kind.title}")


def _single_operation(kind: ApiKind) -> dict[str, Any]:
    operation = _operation(kind.schemas[0], kind.schemas, f"1つの{kind.title}")
    return {
        **operation,
        **({"description": GONE} if "gone-case" in kind.schemas else {}),
        "parameters": [{"$ref": f"#/components/parameters/{kind.key}"}],
        "responses": operation["responses"] | {"404": {"description": "そのような項目はない"}},
    }


def _operation(name: str, schemas: tuple[str, ...], summary: str) -> dict[str, Any]:
    references = [{"$ref": f"schemas/{schema}.schema.json"} for schema in schemas]
    content = references[0] if len(references) == 1 else {"oneOf": references}
    answer = {"description": summary, "content": {"application/json": {"schema": content}}}
    return {"operationId": name, "summary": summary, "responses": {"200": answer}}


def _parameter(kind: ApiKind) -> dict[str, Any]:
    return {
        "name": kind.key,
        "in": "path",
        "required": True,
        "description": kind.key_title,
        "schema": {"type": "string", "pattern": kind.key_pattern},
    }
