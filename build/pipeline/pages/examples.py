"""The code examples of the download pages. The tests take them out of the built pages and run them."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.files.descriptor import DATA_FOLDER
from pipeline.identity import Identity
from pipeline.paths import TEMPLATES
from pipeline.schemas import Schema

NOT_RUN = "この例は試験していません。Power Query を動かせる Excel が、試験の環境にないためです。"
RUN_ON_FILE = (
    "試験では、アドレスを手元のファイルに替えて動かしています。アドレスから読むには DuckDB の拡張 httpfs がいります。"
)
COLUMNS_OF_ANY_VALUE = ("key", "wrong_value", "right_value", "before", "after")
"""Columns in which corrections and changes tell of values of other columns."""


@dataclass(frozen=True)
class Example:
    """One example: `kind` is its template's name and tells the tests how to run it; `note` says what they cannot run."""

    kind: str
    title: str
    language: str
    code: str
    note: str = ""


TABLE_EXAMPLES = (
    ("duckdb.sql", "DuckDB", "sql", RUN_ON_FILE),
    ("pandas.py", "Python（pandas）", "python", ""),
    ("r.R", "R", "r", ""),
    ("powerquery.pq", "Excel（Power Query）", "powerquery", NOT_RUN),
    ("shell.sh", "curl とシェル", "shell", ""),
)


def table_examples(schema: Schema, resource: dict[str, Any], identity: Identity) -> list[Example]:
    """Give the examples of one table."""
    codes = [f.name for f in schema.fields if f.type == "string" and _may_be_digits(f.name)]
    booleans = [f.name for f in schema.fields if f.type == "boolean"]
    values = {
        "base": data_base(identity),
        "name": schema.name,
        "sha256": resource["hash"].removeprefix("sha256:"),
        "codes": codes,
        "classes": [*((name, "character") for name in codes), *((name, "logical") for name in booleans)],
        "status": next((f.name for f in schema.fields if f.name.endswith("_status")), ""),
    }
    return [Example(kind, title, language, _code(kind, values), note) for kind, title, language, note in TABLE_EXAMPLES]


def _may_be_digits(column: str) -> bool:
    """Whether texts of a column may look like numbers, so that a reader of CSV must be told to keep their leading zeros."""
    return "_code" in column or column in COLUMNS_OF_ANY_VALUE


def package_examples(package: dict[str, Any], case_id: str, identity: Identity) -> list[Example]:
    """Give the examples that use all tables at once, or the API, which asks for a case: an empty `case_id` leaves it out."""
    archive = next(file for file in package["collections"] if file["format"] == "zip")
    values = {
        "base": data_base(identity),
        "site_url": identity.site_url,
        "sha256": archive["hash"].removeprefix("sha256:"),
        "case_id": case_id,
    }
    kinds = (
        ("questions.py", "5つの問い（Python）", "python"),
        ("questions.R", "5つの問い（R）", "r"),
        ("all.sh", "すべての表（ZIP）", "shell"),
        ("database.sh", "DuckDB のファイル", "shell"),
        *([("api.py", "API", "python")] if case_id else []),
    )
    return [Example(kind, title, language, _code(kind, values)) for kind, title, language in kinds]


def data_base(identity: Identity) -> str:
    """Give the address of the folder of the data files."""
    return f"{identity.site_url}{DATA_FOLDER}"


@cache
def _code_templates() -> Environment:
    """Templates of code: nothing is escaped here; the page does that when it shows them."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES / "examples"), undefined=StrictUndefined, trim_blocks=True, autoescape=False
    )


def _code(kind: str, values: dict[str, Any]) -> str:
    return _code_templates().get_template(f"{kind}.jinja").render(values).strip("\n")
