"""The cases as OCDS 1.1 releases and records: what schemas/ocds.csv maps to a field, and who takes part with which role.

A field is written where the case has an answer, and left out otherwise: OCDS has no word for a value that is not known. Dates
are written where the day is known. Neither the prefix of the ocids nor the scheme of the organisations is registered; both say so.
"""

import csv
import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from pipeline.files.descriptor import LICENSE_URL
from pipeline.identity import Identity
from pipeline.narratives import narrative_texts
from pipeline.paths import SCHEMAS
from pipeline.rows import Row
from pipeline.tables import database

MAP, CODES = SCHEMAS / "ocds.csv", SCHEMAS / "ocds_codes.csv"
PREFIX = "unregistered-joint-procurement"
SCHEME = "JP-LGCODE-UNREGISTERED"
"""Organisations by the five digits of their local government code; a prefecture has its two digits and 000."""
SYSTEM_SCHEME = "joint-procurement-system-types"
_LISTS = ("items", "documents", "awards", "contracts", "suppliers", "parties")
OCDS_FILES = ("ocds-releases.json", "ocds-releases.jsonl", "ocds-records.json", "ocds-records.jsonl")
OCDS_PARTS = ("participations", "case_points", "case_subsidies", "case_sources", "case_documents", "case_events")
OCDS_TABLES = frozenset({"cases", "sources", *OCDS_PARTS})
"""The tables that the files are made from."""
FULL_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TELEPHONE = re.compile(r"[0-9-]{10,13}")


def write_ocds(connection: DuckDBPyConnection, folder: Path, identity: Identity, tables: Collection[str]) -> None:
    """Write all cases, each in its newest edition, as release package and record package, and as one release and record a line.

    Missing  tables: those that there are; of the others (an old release has fewer) nothing is told.
    """
    releases = [_release(case, rows, identity) for case, rows in _cases(connection, tables)]
    _write_items(folder, "releases", (text for text, _ in releases), identity)
    _write_items(folder, "records", (_record(*release) for release in releases), identity)


def _write_items(folder: Path, name: str, items: Iterable[str], identity: Identity) -> None:
    """Write ready objects as one package and as lines, side by side, so that no file stands in memory."""
    package = _text(_package(f"ocds-{name}.json", identity)).removesuffix("}")
    with (
        (folder / f"ocds-{name}.json").open("w", encoding="utf-8", newline="\n") as whole,
        (folder / f"ocds-{name}.jsonl").open("w", encoding="utf-8", newline="\n") as lines,
    ):
        whole.write(f'{package},"{name}":[')
        for number, item in enumerate(items):
            whole.write(f",{item}" if number else item)
            lines.write(f"{item}\n")
        whole.write("]}\n")


def _text(content: Row) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str)


def _cases(connection: DuckDBPyConnection, known: Collection[str]) -> Iterator[tuple[Row, dict[str, list[Row]]]]:
    """Give every case that is not withdrawn, in its newest edition, with its rows of other tables."""
    sources = {row["source_id"]: row for row in database.read_rows(connection, "sources")}
    tables = {name: _by_case(database.read_rows(connection, name) if name in known else ()) for name in OCDS_PARTS}
    for case in database.read_rows(connection, "cases"):
        if case["is_newest_edition"] and not case["is_withdrawn"]:
            keys = [(case["edition"], case["case_id"]), (None, case["case_id"])]
            rows = {name: [row for key in keys for row in table.get(key, [])] for name, table in tables.items()}
            for name in ("case_sources", "case_documents"):
                rows[name] = [row | sources[row["source_id"]] | {"kind": row.get("kind", "")} for row in rows[name]]
            yield case, rows


def _by_case(rows: Iterable[Row]) -> dict[tuple[str | None, str], list[Row]]:
    """Group rows by edition and case; those of a table without editions have None for it."""
    groups: dict[tuple[str | None, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.get("edition"), row["case_id"]), []).append(row)
    return groups


def _package(name: str, identity: Identity) -> Row:
    return {
        "uri": f"{identity.site_url}{identity.data_folder}{name}",
        "version": "1.1",
        "publishedDate": identity.data_time.isoformat(),
        "publisher": {"name": identity.publisher, "uri": identity.site_url},
        "license": LICENSE_URL,
        "publicationPolicy": f"{identity.site_url}ocds/",
    }


def _record(release: str, compiled: str) -> str:
    ocid = release.partition(",")[0]
    return f'{ocid},"releases":[{release}],"compiledRelease":{compiled}}}'


def _release(case: Row, rows: dict[str, list[Row]], identity: Identity) -> tuple[str, str]:
    """Describe one case, as release and as compiled release. The id of a release changes when what it says does.

    What they say is made JSON once: it is by far the longest part, and stands in the files six times.
    """
    content = _content(case, rows)
    said = _text(content)
    digest = hashlib.sha256(f"{said}\n".encode()).hexdigest()[:12]
    head = {
        "ocid": f"{PREFIX}-{case['case_id']}",
        "id": f"{case['case_id']}-{case['edition']}-{digest}",
        "date": identity.data_time.isoformat(),
        "language": "ja",
        "tag": [tag for tag in ("planning", "tender", "award", "contract") if tag in content or f"{tag}s" in content],
        "initiationType": "tender",
    }
    compiled = head | {"id": f"{head['id']}-compiled", "tag": ["compiled"]}
    release, compiled_release = (f"{_text(one).removesuffix('}')},{said.removeprefix('{')}" for one in (head, compiled))
    return release, compiled_release


def _content(case: Row, rows: dict[str, list[Row]]) -> Row:
    case_id = case["case_id"]
    content: Row = {"parties": _parties(case, rows["participations"]), "tender": {"id": f"{case_id}-tender"}}
    subsidies = "、".join(row["subsidy"] for row in rows["case_subsidies"])
    texts = {topic: text for (_, _, topic), text in narrative_texts(rows["case_points"]).items()}
    told = {**case, **texts, "subsidies": subsidies}
    for column, path in written_columns():
        if value := told.get(column):
            _put(content, path.split("/"), value)
    content["tender"]["items"][0] |= {"id": "1"}
    content["tender"]["items"][0]["classification"]["scheme"] = SYSTEM_SCHEME
    content["tender"] |= _codes("selection_method", case["selection_method"])
    content["tender"] |= _documents([*rows["case_documents"], *rows["case_sources"]])
    _add_awards(content, case_id, rows["case_events"])
    for role, place, field in (("buyer", content, "buyer"), ("procuringEntity", content["tender"], "procuringEntity")):
        bodies = [party for party in content["parties"] if role in party.get("roles", ())]
        if len(bodies) == 1:
            place[field] = _reference(bodies[0])
    return content


def _put(target: Row, path: list[str], value: Any) -> None:
    """Set a field; of a list on the way, that of its first element."""
    *way, last = path
    for step in way:
        inner = target.setdefault(step, [{}] if step in _LISTS else {})
        target = inner[0] if isinstance(inner, list) else inner
    target[last] = value


def _documents(rows: Iterable[Row]) -> Row:
    """List documents of the procurement and sources of the record, each once; a source has no type."""
    documents = {
        row["source_id"]: {
            "id": row["source_id"],
            **_codes("document", row["kind"]),
            "title": row["title"],
            **({"url": row["address"]} if str(row["address"] or "").startswith("http") else {}),
        }
        for row in reversed([*rows])
    }
    return {"documents": [*reversed(documents.values())]} if documents else {}


def _add_awards(content: Row, case_id: str, events: list[Row]) -> None:
    """Complete the award, where a supplier is known, and add the contract, where a day of it is."""
    if "awards" not in content:
        return
    supplier = content["awards"][0]["suppliers"][0] | {"id": f"{case_id}-supplier"}
    content["awards"] = [{"id": f"{case_id}-award", **_dates("award", events), "suppliers": [supplier]}]
    content["parties"].append(supplier | {"roles": ["supplier"]})
    days = _dates("contract", events)
    if days:
        content["contracts"] = [{"id": f"{case_id}-contract", "awardID": f"{case_id}-award"}]
        for path, day in days.items():
            _put(content["contracts"][0], path.split("/"), day)


def _dates(section: str, events: Iterable[Row]) -> dict[str, str]:
    """Give the days that are known, planned or not: OCDS has one field for both."""
    return {
        path: f"{event['happened_on']}T00:00:00+09:00"
        for event in events
        if FULL_DAY.fullmatch(event["happened_on"] or "")
        for path in _codes(section, event["kind"])
    }


def _parties(case: Row, participations: Iterable[Row]) -> list[Row]:
    """List the prefecture and the municipalities that take part, each with the roles that are known."""
    contact = {"name": case["contact_office"], "telephone": _telephone(case["contact_point"])}
    known = {name: value for name, value in contact.items() if value}
    prefecture = _organisation(f"{case['prefecture_code']}000", case["prefecture_name"], case["prefecture_name"])
    uses_it = ["participant"] if case["is_introduced_in_prefecture"] else []
    told = {"roles": [*_roles("prefecture", case), *uses_it], "contactPoint": known}
    prefecture |= {name: value for name, value in told.items() if value}
    roles = {"roles": [*_roles("participant", case), "participant"]}
    joined = [row for row in participations if row["participation"] == "joined"]
    towns = [
        _organisation(row["municipality_code"], row["municipality_name"], case["prefecture_name"])
        | {**roles, "details": _joining(row)}
        for row in joined
    ]
    return [prefecture, *towns]


def _organisation(code: str, name: str, prefecture: str) -> Row:
    return {
        "id": f"{SCHEME}-{code}",
        "name": name,
        "identifier": {"scheme": SCHEME, "id": code, "legalName": name},
        "address": {"region": prefecture, "countryName": "日本"},
    }


def _joining(row: Row) -> Row:
    told = {name: row[name] for name in ("participation_basis", "joined_year", "joined_month")}
    return {name: value for name, value in told.items() if value}


def _telephone(text: str | None) -> str:
    return text if text and TELEPHONE.fullmatch(text) else ""


def _roles(who: str, case: Row) -> list[str]:
    """Give the roles that the answers on contract and selection name: of the prefecture, or of every participant."""
    asked = ("contract_body", "selection_body")
    return [role for column in asked for role, body in _codes(column, case[column]).items() if body == who]


def _reference(party: Row) -> Row:
    return {"id": party["id"], "name": party["name"]}


@cache
def mapping() -> list[dict[str, str]]:
    """Read how the columns of a case compare with OCDS; `written` says which of them the files hold."""
    with MAP.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def written_columns() -> list[tuple[str, str]]:
    """List the columns that are copied into a field, with its path."""
    return [(row["column"], row["ocds_path"]) for row in mapping() if row["written"] == "そのまま"]


@cache
def _code_rows() -> dict[tuple[str, str | None], dict[str, str]]:
    """Read the codes: by list and value of ours, fields with their codes."""
    codes: dict[tuple[str, str | None], dict[str, str]] = {}
    with CODES.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            codes.setdefault((row["list"], row["value"]), {})[row["field"]] = row["code"]
    return codes


def _codes(list_name: str, value: str | None) -> dict[str, str]:
    """Give what stands for a value of ours in OCDS: fields and codes; nothing where no code says the same."""
    return _code_rows().get((list_name, value), {})
