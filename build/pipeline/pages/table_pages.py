"""/downloads/<table>/: what a published table holds, and its files."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.files.descriptor import table_files
from pipeline.files.schema_org import schema_org_table
from pipeline.pages.citable import citable, citations
from pipeline.pages.examples import table_examples
from pipeline.pages.model import Model, group_rows
from pipeline.pages.page import Inputs
from pipeline.pages.stamp import EntityPage
from pipeline.pages.templates import template
from pipeline.rows import Row
from pipeline.schemas import STATUS_LABELS, Field, Schema, published_schemas
from pipeline.tables.dictionary import column_choices

PREVIEW_ROWS = 5
CHOICES_AT_MOST = 30
EMPTY_REASONS = ("withheld", "unknown", "blank", "not_collected", "not_reported", "not_applicable", "withdrawn")


@dataclass(frozen=True)
class ColumnView:
    """One column as the page shows it; `profile` is its row in column_profiles, None in that table itself."""

    field: Field
    choices: list[tuple[str, str]]
    profile: Row | None
    reasons: list[tuple[str, int]]


def table_pages(inputs: Inputs) -> Iterator[EntityPage]:
    """Give the page of every published table."""
    model = inputs.model
    identity = inputs.identity
    page = template("table.html.jinja")
    resources = {resource["name"]: resource for resource in inputs.package["resources"]}
    profiles = group_rows(model.tables["column_profiles"], "table_name")
    for name, schema in published_schemas().items():
        resource = resources[name]
        stated, state = citable(inputs.package, identity, name)
        released = next(r for r in stated["resources"] if r["name"] == name)
        yield EntityPage(
            key=name,
            title=f"{schema.title}（{name}）",
            description=f"{schema.title}のデータ。{schema.row}。",
            body=page.render(
                schema=schema,
                resource=resource,
                files=table_files(resource),
                columns=column_views(schema, profiles.get(name, []), model),
                preview=model.tables[name][:PREVIEW_ROWS],
                examples=table_examples(released, state),
                citations=citations(schema.title, inputs.package, identity, name),
                released="" if state == identity else state.version,
                identity=identity,
            ),
            linked_data=schema_org_table(resource, identity),
        )


def column_views(schema: Schema, profiles: list[Row], model: Model) -> list[ColumnView]:
    """Put beside every column what it may hold and what it does hold."""
    by_column = {profile["column_name"]: profile for profile in profiles}
    return [_column_view(f, by_column.get(f.name), model) for f in schema.fields]


def _column_view(f: Field, profile: Row | None, model: Model) -> ColumnView:
    reasons = [
        (STATUS_LABELS[reason], profile[f"{reason}_count"])
        for reason in EMPTY_REASONS
        if profile and profile[f"{reason}_count"]
    ]
    return ColumnView(f, column_choices(f) or _listed_codes(f, model), profile, reasons)


def _listed_codes(f: Field, model: Model) -> list[tuple[str, str]]:
    """List the codes of a column's code table when they are few enough to read; a label only where it differs."""
    rows = model.tables.get(f.code_table, [])
    if not rows or len(rows) > CHOICES_AT_MOST or f.name not in rows[0]:
        return []
    names = [column for column in rows[0] if column.endswith("_name") or column == "system_type"]
    return [(row[f.name], str(row[names[0]]) if names else str(row[f.name])) for row in rows]
