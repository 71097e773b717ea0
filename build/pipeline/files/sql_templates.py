"""The SQL statements of build/sql/export that take no parameters in DuckDB, such as those with names of columns."""

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.paths import SQL


def fill_statement(name: str, **values: Any) -> str:
    """Give the statement of `<name>.sql.jinja`; its filters `identifier` and `literal` quote names and texts."""
    return _environment().get_template(f"{name}.sql.jinja").render(**values)


@cache
def _environment() -> Environment:
    jinja = Environment(
        loader=FileSystemLoader(SQL / "export"), undefined=StrictUndefined, trim_blocks=True, autoescape=False
    )
    jinja.filters["identifier"] = lambda name: '"' + name.replace('"', '""') + '"'
    jinja.filters["literal"] = lambda text: "'" + text.replace("'", "''") + "'"
    return jinja
