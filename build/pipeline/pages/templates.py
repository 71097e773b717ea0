"""Jinja2 set up once, and how values become text."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from pipeline.dates import japanese_date
from pipeline.pages.model import group_rows
from pipeline.pages.phrases import broken
from pipeline.paths import COMPILED_TEMPLATES, SITE_SOURCE, TEMPLATES
from pipeline.rows import Row
from pipeline.schemas import Field

HEADING = re.compile(r"<th[ >].*?</th>", re.DOTALL)
CELL = re.compile(r"<t[hd](?=[ >])")


@cache
def environment() -> Environment:
    """Make the one environment: a name that a page forgot to give is an error, and text is escaped."""
    COMPILED_TEMPLATES.mkdir(parents=True, exist_ok=True)
    jinja = Environment(
        loader=FileSystemLoader([TEMPLATES, SITE_SOURCE.parent]),
        bytecode_cache=FileSystemBytecodeCache(str(COMPILED_TEMPLATES)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    jinja.globals["percent"] = percent
    jinja.globals["case_title"] = case_title
    jinja.globals["case_text"] = case_text
    jinja.tests["cut"] = ends_in_the_middle
    jinja.filters["day"] = japanese_date
    jinja.filters["groupby_kept"] = groupby_kept
    jinja.filters["group_rows"] = group_rows
    jinja.filters["phrases"] = broken
    jinja.filters["with_titles"] = with_titles
    return jinja


def with_titles(table: Markup) -> Markup:
    """Repeat the headings of a table in its cells, as what a card says where a row is drawn as one."""
    head, body = str(table).replace("<table", '<table class="stacked"', 1).split("</thead>", 1)
    titles = [escape(Markup(title).striptags()) for title in HEADING.findall(head)]

    def titled(row: str) -> str:
        places = iter(titles)
        return CELL.sub(lambda cell: f'{cell[0]} data-title="{next(places, "")}"', row)

    return Markup(f"{head}</thead>{'<tr'.join(map(titled, body.split('<tr')))}")


def ends_in_the_middle(text: str) -> bool:
    """Tell whether a text that is written in whole sentences lacks the end of its last one."""
    last = text.rsplit(" / ", 1)[-1].rstrip()
    return "。" in last and not last.endswith(("。", "）", "」", ")"))


def percent(part: int, whole: int, digits: int = 1) -> str:
    """Write a share as a percentage, rounded once, half up, from the counts: 28 of 54 is 51.9; of nothing, 0."""
    exact = Decimal(100 * part) / Decimal(whole or 1)
    return str(exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def groupby_kept(items: Iterable[Any], attribute: str) -> list[tuple[Any, list[Any]]]:
    """Group neighbouring items by an attribute without sorting them (Jinja's own `groupby` sorts)."""
    return [(key, list(group)) for key, group in groupby(items, key=attrgetter(attribute))]


def template(name: str) -> Template:
    """Load a template of build/templates/pages."""
    return environment().get_template(f"pages/{name}")


def case_title(case: Row) -> str:
    """Name a case: its service, else its system and prefecture."""
    return str(case["service_name"] or f"{case['prefecture_name']}の{case['system_name'] or case['system_type']}")


def case_text(case: Row) -> str:
    """Say in a few words where a case stands and how large it is."""
    return f"{case['prefecture_name']}・{case['system_name'] or case['system_type']}・{case_size(case)}"


def case_size(case: Row) -> str:
    """Say how many municipalities take part in a case."""
    count = case["participant_count"]
    return f"{count} 市区町村" if count is not None else "参加数は分からない"


def field_text(field: Field, value: Any) -> str:
    """Write a present value as a reader sees it, without its unit."""
    if field.type == "boolean":
        return field.true_values[0] if value else field.false_values[0]
    if field.column.endswith("_year"):
        return str(value)
    if isinstance(value, int | float):
        return f"{value:,}"
    return str(value)
