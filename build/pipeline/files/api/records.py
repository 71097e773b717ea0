"""What each file of the API holds: rows of the published tables, under the tables' names, as they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.files.api.api_kinds import API_KINDS, ApiKind
from pipeline.files.descriptor import LICENSE_URL, state_of
from pipeline.identity import Identity
from pipeline.pages.history_view import HistoryView
from pipeline.pages.model import Model, case_key, group_rows
from pipeline.rows import Row
from pipeline.schemas import POINTS, narratives, published_schemas

Record = dict[str, Any]
CASE_PARTS = {
    **{schema.name: schema.values_of for schema in published_schemas().values() if schema.values_of},
    "case_sources": "sources",
    "case_evidence": "evidence",
    "participations": "participations",
    "participant_counts": "participant_counts",
}
"""Tables with rows of a case, and the names under which they stand in its file."""
SHORT_CASE = tuple(f.name for f in published_schemas()["cases"].fields if f.is_brief)
"""Columns of a case where it is one of many."""
OF_THE_CASE = ("edition", "case_id", "topic")
"""Columns that say to which case and question a row belongs; in the file of the case they would say it again."""
OF_THE_MUNICIPALITY = ("prefecture_code", "municipality_code", "municipality_name")
"""The same for the file of a municipality."""


@dataclass(frozen=True)
class Envelope:
    """What every file of the API says of itself."""

    site_url: str
    common: Record

    @classmethod
    def of(cls, identity: Identity) -> "Envelope":
        common = {
            "license": LICENSE_URL,
            "publisher": identity.publisher,
            "version": identity.version,
            "date": identity.data_date,
            **state_of(identity),
        }
        return cls(identity.site_url, common)

    def wrap(self, schema: str, page: str, content: Record) -> Record:
        """Put content behind its schema, the page that shows it, licence, publisher and release."""
        return {
            "$schema": f"{self.site_url}api/v1/schemas/{schema}.schema.json",
            "page": f"{self.site_url}{page}",
            **self.common,
            **content,
        }


def records_of(kind: ApiKind, model: Model, envelope: Envelope) -> Iterator[tuple[str, Record]]:
    """Give the key and the record of every file of one kind."""
    makers = {"cases": _cases, "municipalities": _municipalities, "prefectures": _prefectures, "systems": _systems}
    for key, content in makers[kind.name](model):
        yield key, envelope.wrap(kind.schemas[0], f"{kind.name}/{key}/", content)


def _cases(model: Model) -> Iterator[tuple[str, Record]]:
    """The newest edition of every case, with the rows of every table that belong to it."""
    for case in model.cases:
        key = case_key(case)
        parts = {name: model.by_case(table).get(key, []) for table, name in CASE_PARTS.items()}
        told = group_rows(model.by_case(POINTS).get(key, []), "topic")
        parts |= {question: told.get(question, []) for question in narratives()}
        parts["sources"] = [model.sources[row["source_id"]] for row in parts["sources"]]
        shortened = {name: [_without(OF_THE_CASE, row) for row in rows] for name, rows in parts.items()}
        yield case["case_id"], {"case": case, **shortened}


def _without(columns: tuple[str, ...], row: Row) -> Row:
    return {column: value for column, value in row.items() if column not in columns}


def _short(cases: list[Row]) -> list[Row]:
    return [{column: case[column] for column in SHORT_CASE} for case in cases]


def gone_cases(model: Model, envelope: Envelope) -> Iterator[tuple[str, Record]]:
    """The cases that were published and are removed or withdrawn: their addresses stay, and say so."""
    history = HistoryView(model)
    for case_id in sorted({*history.gone_cases, *history.withdrawn_cases}):
        content = {"case_id": case_id, "is_withdrawn": case_id in history.withdrawn_cases}
        yield case_id, envelope.wrap("gone-case", f"cases/{case_id}/", content)


def _municipalities(model: Model) -> Iterator[tuple[str, Record]]:
    """Every municipality with the cases of its prefecture, and for each whether it has joined, has not, or is not known to."""
    newest = {case_key(case) for case in model.cases}
    rows = group_rows((row for row in model.tables["participations"] if case_key(row) in newest), "municipality_code")
    for municipality in model.tables["municipalities"]:
        code = municipality["municipality_code"]
        yield (
            code,
            {
                "municipality": municipality,
                "participations": [_without(OF_THE_MUNICIPALITY, row) for row in rows.get(code, [])],
                "cases": _short(model.cases_by_prefecture.get(municipality["prefecture_code"], [])),
            },
        )


def _prefectures(model: Model) -> Iterator[tuple[str, Record]]:
    """Every prefecture with its cases and its neighbours."""
    for code, prefecture in model.prefectures.items():
        yield (
            code,
            {
                "prefecture": prefecture,
                "cases": _short(model.cases_by_prefecture.get(code, [])),
                "neighbours": [
                    row["neighbour_code"] for row in model.rows("prefecture_neighbours", prefecture_code=code)
                ],
            },
        )


def _systems(model: Model) -> Iterator[tuple[str, Record]]:
    """Every system type with its cases and its counts in every edition."""
    counts = group_rows(model.tables["case_counts_by_system_type"], "system_type_code")
    for code, system_type in model.system_types.items():
        yield (
            code,
            {
                "system": system_type,
                "cases": _short(model.cases_by_type.get(code, [])),
                "case_counts": counts.get(code, []),
            },
        )


def list_record(kind: ApiKind, model: Model, envelope: Envelope) -> Record:
    """Give the list of one kind: each item with the address of its own file."""
    items = _short(model.cases) if kind.name == "cases" else model.tables[kind.table]
    listed = [item | {"url": f"{envelope.site_url}api/v1/{kind.name}/{item[kind.key]}.json"} for item in items]
    return envelope.wrap(f"{kind.name}-list", f"{kind.name}/", {kind.name: listed})


def index_record(model: Model, envelope: Envelope) -> Record:
    """Give the entrance of the API: its lists, and where its description and the tables are."""
    base = f"{envelope.site_url}api/v1/"
    content = {
        "openapi": f"{base}openapi.json",
        "datapackage": f"{envelope.site_url}data/latest/datapackage.json",
        "lists": {kind.name: f"{base}{kind.name}.json" for kind in API_KINDS},
    }
    return envelope.wrap("index", "downloads/", content)
