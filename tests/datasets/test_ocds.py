"""OCDS: the comparison names every column of a case and only fields that OCDS 1.1 has; the files keep to the schema.

ocds_1_1_4_paths.txt lists the fields of release-schema.json 1.1.4, which the sources of the package ocdsmerge 0.8.0 hold.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from install_peers import OCDS_SCHEMAS, has_ocds_schemas
from pipeline.files.ocds import SCHEME, mapping
from pipeline.narratives import narrative_texts
from pipeline.schemas import published_schemas, source_schemas
from pipeline.tables import database
from written_files import Written

FIELDS = Path(__file__).with_name("ocds_1_1_4_paths.txt").read_text(encoding="utf-8").split()


def test_every_path_is_a_field_of_ocds() -> None:
    assert [row["ocds_path"] for row in mapping() if row["ocds_path"] and row["ocds_path"] not in FIELDS] == []


def test_every_column_of_a_case_is_compared_and_no_other() -> None:
    single = [name for name in published_schemas()["cases"].columns if not name.endswith("_status")]
    multiple = [f.column for f in source_schemas()["survey_cases"].fields if f.is_multiple or f.is_narrative]
    assert sorted(row["column"] for row in mapping()) == sorted([*single, *multiple])


def test_a_row_says_how_well_a_field_fits_or_why_there_is_none() -> None:
    for row in mapping():
        assert row["fit"] in (("対応", "部分") if row["ocds_path"] else ("",)), row
        assert row["note"] or row["fit"] == "対応", row


@cache
def validator(kind: str) -> Any:
    """Check packages of a kind by the schema of OCDS 1.1.5. The package has it with a profile, which knows one initiation type."""
    assert has_ocds_schemas(), "The schemas of OCDS are missing: run python tests/install_peers.py"
    text = (OCDS_SCHEMAS / f"{kind}-package-schema-dereferenced.json").read_text(encoding="utf-8")
    assert "schema/1__1__5/" in text
    schema = json.loads(text.replace('"enum":["ppp"]', '"enum":["tender"]'))
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


def packages(folder: Path) -> dict[str, dict[str, Any]]:
    return {kind: json.loads((folder / f"ocds-{kind}s.json").read_text("utf-8")) for kind in ("release", "record")}


@pytest.mark.parametrize("kind", ["release", "record"])
def test_packages_keep_to_the_schema_of_ocds(kind: str, written: Written, built_site: Path) -> None:
    for folder in (written.folder, built_site / "data" / "latest", *built_site.glob("data/v*")):
        package = packages(folder)[kind]
        assert package[f"{kind}s"]
        assert [f"{[*e.path]} {e.message}"[:300] for e in validator(kind).iter_errors(package)] == []


def test_the_schema_refuses_what_lacks_a_name(written: Written) -> None:
    package = packages(written.folder)["release"]
    del package["releases"][0]["ocid"]
    assert not validator("release").is_valid(package)


def test_lines_are_the_packages_cut_up(written: Written) -> None:
    for kind, package in packages(written.folder).items():
        lines = (written.folder / f"ocds-{kind}s.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line) for line in lines] == package[f"{kind}s"]


def test_who_takes_part_is_who_is_known_to(written: Written) -> None:
    cases = {(c["edition"], c["case_id"]) for c in shown_cases(written)}
    rows = database.read_rows(written.connection, "participations")
    joined = {
        (r["case_id"], r["municipality_code"]) for r in rows if r["participation"] == "joined" and key(r) in cases
    }
    listed = {
        (release["ocid"][-7:], party["identifier"]["id"])
        for release in packages(written.folder)["release"]["releases"]
        for party in release["parties"]
        if party.get("identifier", {}).get("scheme") == SCHEME and not party["id"].endswith("000")
    }
    assert listed == joined != set()


def test_what_is_not_known_is_not_written(written: Written) -> None:
    releases = {r["ocid"][-7:]: r for r in packages(written.folder)["release"]["releases"]}
    cases = {case["case_id"]: case for case in shown_cases(written)}
    texts = narrative_texts(database.read_rows(written.connection, "case_points"))
    assert releases.keys() == cases.keys()
    for case_id, case in cases.items():
        release = releases[case_id]
        told = [award["suppliers"][0]["name"] for award in release.get("awards", [])]
        assert told == [name for name in [case["supplier_name"]] if name]
        assert release["tender"].get("procurementMethodDetails") == case["selection_method"]
        reason = texts.get((case["edition"], case_id, "background"))
        assert release.get("planning", {}).get("rationale") == reason
        assert ("buyer" in release) <= (case["contract_body"] is not None)
    assert {None} < {case["supplier_name"] for case in cases.values()}
    assert not any(empty in text for text in map(json.dumps, releases.values()) for empty in ('""', "null", "[]", "{}"))


def shown_cases(written: Written) -> list[dict[str, Any]]:
    rows = database.read_rows(written.connection, "cases")
    return [case for case in rows if case["is_newest_edition"] and not case["is_withdrawn"]]


def key(row: dict[str, Any]) -> tuple[str, str]:
    return row["edition"], row["case_id"]
