"""The OpenAPI 3.1 description of the API."""

from typing import Any

from pipeline.english import description_in_english, in_both
from pipeline.files.api.api_kinds import API_KINDS, ApiKind
from pipeline.files.descriptor import LICENSE_URL
from pipeline.identity import Identity
from pipeline.schemas import published_schemas

GONE = (
    "公表したあとに除いた事例と取り下げた事例は、gone-case の形で返す。"
    " / A case that was removed or withdrawn after publication is answered in the form of gone-case."
)
WHAT_IT_IS = (
    "公開している表の行を、事例、市区町村、都道府県、システム種別ごとに JSON で返す静的な API。値がない列は null で、名前が _status で終わる列に理由がある。"
    " / A static API: the rows of the published tables as JSON, by case, municipality, prefecture and system type. A column"
    " without a value is null, and the column whose name ends in _status says why."
)


def describe_api(identity: Identity) -> dict[str, Any]:
    """Describe every path of the API. The files never change between two publications; unknown keys give 404."""
    return {
        "openapi": "3.1.1",
        "info": {
            "title": f"{identity.site_name} API",
            "version": identity.version,
            "description": WHAT_IT_IS,
            "license": {"name": "CC BY 4.0", "url": LICENSE_URL},
            "contact": {"name": identity.publisher, "url": identity.site_url},
        },
        "servers": [{"url": f"{identity.site_url}api/v1"}],
        "paths": {
            "/index.json": {"get": _operation("index", ("index",), "API の入口 / The entrance of the API")},
            **{f"/{kind.name}.json": {"get": _list_operation(kind)} for kind in API_KINDS},
            **{f"/{kind.name}/{{{kind.key}}}.json": {"get": _single_operation(kind)} for kind in API_KINDS},
        },
        "components": {"parameters": {kind.key: _parameter(kind) for kind in API_KINDS}},
    }


def _list_operation(kind: ApiKind) -> dict[str, Any]:
    return _operation(f"{kind.name}List", (f"{kind.name}-list",), f"すべての{kind.title} / All {kind.name}")


def _single_operation(kind: ApiKind) -> dict[str, Any]:
    operation = _operation(kind.schemas[0], kind.schemas, f"1つの{kind.title} / One of the {kind.name}")
    return {
        **operation,
        **({"description": GONE} if "gone-case" in kind.schemas else {}),
        "parameters": [{"$ref": f"#/components/parameters/{kind.key}"}],
        "responses": operation["responses"]
        | {
            "404": {
                "description": "そのような項目はない。収録していないことは、存在しないことではない / There is no such item; that it is not recorded does not say that it does not exist"
            }
        },
    }


def _operation(name: str, schemas: tuple[str, ...], summary: str) -> dict[str, Any]:
    references = [{"$ref": f"schemas/{schema}.schema.json"} for schema in schemas]
    content = references[0] if len(references) == 1 else {"oneOf": references}
    answer = {"description": summary, "content": {"application/json": {"schema": content}}}
    return {"operationId": name, "summary": summary, "responses": {"200": answer}}


def _parameter(kind: ApiKind) -> dict[str, Any]:
    key = published_schemas()[kind.table].field_named(kind.key)
    return {
        "name": kind.key,
        "in": "path",
        "required": True,
        "description": in_both(f"{key.title}。{key.description}", f"{key.title_en}. {description_in_english(key)}"),
        "schema": {"type": "string", "pattern": kind.key_pattern},
    }
