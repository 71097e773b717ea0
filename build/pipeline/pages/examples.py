"""The code examples of the download pages. The tests take them out of the built pages and run them."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.identity import Identity
from pipeline.pages.citable import citable
from pipeline.paths import TEMPLATES

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
QUESTIONS = (("questions.py", "5つの問い（Python）", "python"), ("questions.R", "5つの問い（R）", "r"))
ASKED_TABLES = ("cases_wide", "participant_counts", "changes")
_FILES = (("all.sh", "すべての表（ZIP）", "shell"), ("database.sh", "DuckDB のファイル", "shell"))
API = ("api.py", "API", "python")


def table_examples(resource: dict[str, Any], identity: Identity) -> list[Example]:
    """Give the examples of one table, as its resource in a data package describes it."""
    types = {f["name"]: f["type"] for f in resource["schema"]["fields"]}
    codes = [name for name, kind in types.items() if kind == "string" and _may_be_digits(name)]
    booleans = [name for name, kind in types.items() if kind == "boolean"]
    values = {
        "base": data_base(identity),
        "name": resource["name"],
        "sha256": resource["hash"].removeprefix("sha256:"),
        "codes": codes,
        "classes": [*((name, "character") for name in codes), *((name, "logical") for name in booleans)],
        "status": next((name for name in types if name.endswith("_status")), ""),
    }
    return [_example(values, *kind) for kind in TABLE_EXAMPLES]


def _may_be_digits(column: str) -> bool:
    """Whether texts of a column may look like numbers, so that a reader of CSV must be told to keep their leading zeros."""
    return "_code" in column or column in COLUMNS_OF_ANY_VALUE


def package_examples(package: dict[str, Any], case_id: str, identity: Identity) -> list[Example]:
    """Give the examples that use all tables at once, or the API, which asks for a case: an empty `case_id` leaves it out."""
    _, asked = citable(package, identity, *ASKED_TABLES)
    questions = [_example({"site_url": asked.site_url, "folder": asked.data_folder}, *kind) for kind in QUESTIONS]
    api = [_example({"site_url": identity.site_url, "case_id": case_id}, *API)] if case_id else []
    return [*questions, *file_examples(*citable(package, identity)), *api]


def file_examples(package: dict[str, Any], identity: Identity) -> list[Example]:
    """Give the examples that take a file of all tables."""
    archive = next(file for file in package["collections"] if file["format"] == "zip")
    values = {"base": data_base(identity), "sha256": archive["hash"].removeprefix("sha256:")}
    return [_example(values, *kind) for kind in _FILES]


def _example(values: dict[str, Any], kind: str, title: str, language: str, note: str = "") -> Example:
    """Fill the template of a kind of example with values."""
    code = _code_templates().get_template(f"{kind}.jinja").render(values).strip("\n")
    return Example(kind, title, language, code, note)


def data_base(identity: Identity) -> str:
    """Give the address of the folder of the data files."""
    return f"{identity.site_url}{identity.data_folder}"


@cache
def _code_templates() -> Environment:
    """Templates of code: nothing is escaped here; the page does that when it shows them."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES / "examples"), undefined=StrictUndefined, trim_blocks=True, autoescape=False
    )
