"""The pages on the data as files: downloads, data dictionary, comparison with OCDS, and their English counterparts."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from pipeline.answers import TOOLS
from pipeline.files.database_file import OLDEST_DUCKDB
from pipeline.files.descriptor import table_files
from pipeline.files.ocds import OCDS_FILES, PREFIX, SCHEME, mapping
from pipeline.files.readme import COLLECTION_NOTES
from pipeline.files.schema_org import schema_org_package
from pipeline.pages.citable import citable, citations
from pipeline.pages.examples import package_examples, table_examples
from pipeline.pages.model import group_rows
from pipeline.pages.page import Context, Inputs
from pipeline.pages.stamp import linked_data
from pipeline.rows import Row
from pipeline.schemas import Schema, choice_tables, published_schemas, source_schemas

SECTIONS = ((0, "事例と参加"), (74, "集計"), (190, "公表された数値"), (200, "コード表と記録"), (900, "データ辞書"))
"""Tables under one heading, by the first `order` of each."""
COLLECTION_NOTES_EN = {
    "joint-procurement.xlsx": "All tables but participations; typed, with a note on every column",
    "participations.xlsx": "Participation by municipality, a file of its own because it is long",
    "dictionary.xlsx": "Data dictionary in Japanese and English",
    "joint-procurement.duckdb": f"All tables with keys, comments, and views with Japanese names; opens in DuckDB {OLDEST_DUCKDB} and later",
    "ocds-releases.json": "The cases in the Open Contracting Data Standard 1.1, one release package",
    "ocds-releases.jsonl": "The same, one release a line",
    "ocds-records.json": "The same, one record package",
    "ocds-records.jsonl": "The same, one record a line",
    "joint-procurement.zip": "All tables in all formats, with their descriptions",
}
WIDE = "cases_wide"


@dataclass(frozen=True)
class TableView:
    """One table in the list of tables; `section` is the heading it stands under."""

    schema: Schema
    resource: dict[str, Any]
    files: list[dict[str, Any]]
    section: str

    @classmethod
    def of(cls, schema: Schema, resource: dict[str, Any]) -> "TableView":
        section = [title for first, title in SECTIONS if schema.descriptor["order"] >= first][-1]
        return cls(schema, resource, table_files(resource), section)


def downloads(inputs: Inputs) -> Context:
    """List every published table with its files, and the files of all tables."""
    package = inputs.package
    identity = inputs.identity
    resources = {resource["name"]: resource for resource in package["resources"]}
    tables = [TableView.of(schema, resources[name]) for name, schema in published_schemas().items()]
    return {
        "published": tables,
        "package": package,
        "collection_notes": COLLECTION_NOTES,
        "answer_tools": TOOLS,
        "examples": package_examples(package, next((case["case_id"] for case in inputs.model.cases), ""), identity),
        "citations": citations(identity.site_name, package, identity),
        "linked_data": Markup(linked_data(schema_org_package(package, identity))),
    }


def dictionary(inputs: Inputs) -> Context:
    """Show the data dictionary, the same rows as the tables dictionary_*."""
    model = inputs.model
    columns = group_rows(model.tables["dictionary_columns"], "table_name")
    choices = group_rows(model.tables["dictionary_choices"], "table_name", "column_name")
    return {
        "published": [row | {"columns": columns[row["table_name"]]} for row in model.tables["dictionary_tables"]],
        "choices": choices,
    }


def ocds(inputs: Inputs) -> Context:
    """Map the columns of a case to the fields of OCDS 1.1."""
    fields = source_schemas()["survey_cases"].by_column | published_schemas()["cases"].by_column
    mapped = [row | {"title": fields[row["column"]].title} for row in mapping()]
    return {
        "package": inputs.package,
        "notes": COLLECTION_NOTES,
        "ocds_files": OCDS_FILES,
        "prefix": PREFIX,
        "scheme": SCHEME,
        "mapped": [row for row in mapped if row["ocds_path"]],
        "unmapped": [row for row in mapped if not row["ocds_path"]],
    }


def english(inputs: Inputs) -> Context:
    """Introduce the site and its data in English."""
    model = inputs.model
    resources = {resource["name"]: resource for resource in inputs.package["resources"]}
    stated, state = citable(inputs.package, inputs.identity, WIDE)
    wide = next(resource for resource in stated["resources"] if resource["name"] == WIDE)
    return {
        "total": model.total,
        "edition": model.edition,
        "tables_of_data": model.tables["dictionary_tables"],
        "resources": resources,
        "package": inputs.package,
        "collection_notes": COLLECTION_NOTES_EN,
        "answer_tools": TOOLS,
        "statuses": model.tables["value_statuses"],
        "code_lists": [_english_codes(name, model.tables[name]) for name in ("system_types", *choice_tables())],
        "examples": [e for e in table_examples(wide, state) if not e.note],
        "cited": citable(inputs.package, inputs.identity)[1],
    }


def _english_codes(name: str, rows: list[Row]) -> Row:
    """List the values of a code table with the English that it has."""
    schema = published_schemas()[name]
    english_column = next(column for column in schema.columns if column.endswith("_en"))
    value = "system_type" if name == "system_types" else schema.primary_key[0]
    return {
        "table_name": name,
        "title": schema.title_en,
        "values": [(row[value], row[english_column]) for row in rows],
    }
