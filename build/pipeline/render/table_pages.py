"""/downloads/<table>/: what a published table holds, and its files."""

from collections.abc import Iterator
from typing import Any

from pipeline.identity import Identity
from pipeline.render.model import Model
from pipeline.render.stamp import EntityPage
from pipeline.render.templates import template
from pipeline.schemas import published_schemas

PREVIEW_ROWS = 5


def table_pages(model: Model, package: dict[str, Any], identity: Identity) -> Iterator[EntityPage]:
    """Give the page of every published table."""
    page = template("table.html.jinja")
    resources = {resource["name"]: resource for resource in package["resources"]}
    for name, schema in published_schemas().items():
        yield EntityPage(
            key=name,
            title=f"{schema.title}（{name}）",
            description=f"{schema.title}のデータ。{schema.row}。",
            body=page.render(
                schema=schema,
                resource=resources[name],
                files=table_files(resources[name]),
                preview=model.tables[name][:PREVIEW_ROWS],
                identity=identity,
            ),
        )


def table_files(resource: dict[str, Any]) -> list[dict[str, Any]]:
    """List the files of a table, CSV first, each with path, format, bytes and hash."""
    return [resource, *resource["alternates"]]
