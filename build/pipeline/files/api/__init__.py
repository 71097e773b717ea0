"""The static API below /api/v1/: one JSON file for each case, municipality, prefecture and system type.

kinds     cases, municipalities, prefectures, system types
records   what each file holds, taken from the published tables as they are
schemas   the JSON Schema of each kind, made from the schemas of the published tables
openapi   the OpenAPI 3.1 description
"""

import json
from pathlib import Path
from typing import Any

from pipeline.files.api.api_kinds import API_KINDS
from pipeline.files.api.json_schemas import json_schemas
from pipeline.files.api.openapi import describe_api
from pipeline.files.api.records import Envelope, gone_cases, index_record, list_record, records_of
from pipeline.identity import Identity
from pipeline.pages.model import Model

API_FOLDER = "api/v1"


def write_api(model: Model, site: Path, identity: Identity) -> None:
    """Write every file of the API below `site`."""
    folder = site / API_FOLDER
    envelope = Envelope.of(identity)
    for kind in API_KINDS:
        (folder / kind.name).mkdir(parents=True)
        for key, record in records_of(kind, model, envelope):
            _write_compact(folder / kind.name / f"{key}.json", record)
        _write_compact(folder / f"{kind.name}.json", list_record(kind, model, envelope))
    for key, record in gone_cases(model, envelope):
        _write_compact(folder / "cases" / f"{key}.json", record)
    _write_compact(folder / "index.json", index_record(model, envelope))
    _write_descriptions(folder, identity)


def _write_descriptions(folder: Path, identity: Identity) -> None:
    (folder / "schemas").mkdir()
    for name, schema in json_schemas(identity).items():
        _write_readable(folder / "schemas" / f"{name}.schema.json", schema)
    _write_readable(folder / "openapi.json", describe_api(identity))


def _write_compact(path: Path, content: dict[str, Any]) -> None:
    """Dates become text in ISO 8601, the one kind of value that JSON lacks."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str)
    path.write_bytes(text.encode() + b"\n")


def _write_readable(path: Path, content: dict[str, Any]) -> None:
    path.write_bytes(json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n")
