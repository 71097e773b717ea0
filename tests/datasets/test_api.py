"""The static API of the built site: every file meets its schema, and every page has its twin."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import html
from openapi_spec_validator import validate as validate_openapi

from pipeline.schemas import published_schemas

KINDS = {"cases": "case", "municipalities": "municipality", "prefectures": "prefecture", "systems": "system"}


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def _validator(api: Path, name: str) -> Draft202012Validator:
    schema = _read(api / "schemas" / f"{name}.schema.json")
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.fixture(scope="session")
def api(built_site: Path) -> Path:
    return built_site / "api" / "v1"


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_meets_the_schema_it_names(kind: str, api: Path) -> None:
    files = sorted((api / kind).glob("*.json"))
    assert files
    for path in files:
        record = _read(path)
        name = record["$schema"].rsplit("/", 1)[1].removesuffix(".schema.json")
        assert name in (KINDS[kind], f"gone-{KINDS[kind]}")
        assert [e.message for e in _validator(api, name).iter_errors(record)] == [], path.name


@pytest.mark.parametrize("kind", KINDS)
def test_list_names_every_file_of_its_kind(kind: str, api: Path) -> None:
    listed = _read(api / f"{kind}.json")
    assert [e.message for e in _validator(api, f"{kind}-list").iter_errors(listed)] == []
    assert listed[kind]
    assert all((api / kind / item["url"].rsplit("/", 1)[1]).is_file() for item in listed[kind])


def test_index_leads_to_lists_that_are_there(api: Path) -> None:
    index = _read(api / "index.json")
    assert [e.message for e in _validator(api, "index").iter_errors(index)] == []
    assert all((api / url.rsplit("/", 1)[1]).is_file() for url in index["lists"].values())


@pytest.mark.parametrize("kind", [*KINDS, "downloads"])
def test_every_page_links_its_twin(kind: str, built_site: Path) -> None:
    pages = sorted((built_site / kind).glob("*/index.html"))
    assert pages
    for page in pages:
        head = html.fromstring(page.read_text(encoding="utf-8"))
        (link,) = head.xpath('//head/link[contains(@rel, "alternate")][@type="application/json"]/@href')
        assert (page.parent / link).resolve().is_file(), page


def test_a_case_has_the_values_of_the_published_table(api: Path, built_site: Path) -> None:
    table = _read(built_site / "data" / "latest" / "cases.json")
    newest = {row["case_id"]: row for row in table if row["is_newest_edition"] and not row.get("is_withdrawn")}
    for case_id, row in newest.items():
        assert _read(api / "cases" / f"{case_id}.json")["case"] == row


def test_the_schema_refuses_what_it_should(api: Path) -> None:
    record = _read(sorted((api / "cases").glob("*.json"))[0])
    for change in ({"license": 1}, {"unheard_of": 1}, {"case": record["case"] | {"certainty": "たぶん"}}):
        assert not _validator(api, "case").is_valid(record | change)


def test_openapi_is_valid_and_its_paths_are_there(api: Path) -> None:
    description = _read(api / "openapi.json")
    validate_openapi(description, base_uri=(api / "openapi.json").as_uri())
    documented = {path: {p.relative_to(api) for p in _answers(path, api)} for path in description["paths"]}
    assert all(documented.values())
    described = {Path("openapi.json"), *(path.relative_to(api) for path in api.glob("schemas/*.json"))}
    assert set().union(*documented.values()) | described == {path.relative_to(api) for path in api.glob("**/*.json")}


def _answers(path: str, api: Path) -> list[Path]:
    return list(api.glob(re.sub(r"{\w+}", "*", path).lstrip("/")))


def test_every_answer_is_as_openapi_says(api: Path) -> None:
    description = _read(api / "openapi.json")
    patterns = {p["name"]: p["schema"]["pattern"] for p in description["components"]["parameters"].values()}
    for path, operations in description["paths"].items():
        schema = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        names = [Path(s["$ref"]).name.removesuffix(".schema.json") for s in schema.get("oneOf", [schema])]
        for file in _answers(path, api):
            assert [name for name in names if _validator(api, name).is_valid(_read(file))] != [], file
            assert all(re.search(patterns[key], file.stem) for key in re.findall(r"{(\w+)}", path)), file


def test_every_empty_answer_in_the_api_has_its_status_beside_it(api: Path) -> None:
    """The description of the API says so of every column that has a status in its table."""
    with_status = {c for s in published_schemas().values() for c in s.columns if f"{c}_status" in s.columns}
    for path in (api / "cases/27-0003.json", api / "municipalities/27215.json", api / "prefectures/27.json"):
        for row in _rows(_read(path)):
            assert [c for c in row if c in with_status and row[c] is None and f"{c}_status" not in row] == []


def _rows(record: dict[str, Any]) -> list[dict[str, Any]]:
    lists = [row for value in record.values() if isinstance(value, list) for row in value if isinstance(row, dict)]
    return lists + [value for value in record.values() if isinstance(value, dict)]


def test_a_municipality_comes_with_the_cases_that_its_participations_name(api: Path) -> None:
    for path in (api / "municipalities").glob("*.json"):
        record = _read(path)
        assert {(p["edition"], p["case_id"]) for p in record["participations"]} == {
            (c["edition"], c["case_id"]) for c in record["cases"]
        }
