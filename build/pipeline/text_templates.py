"""Templates of plain text and Markdown: nothing is escaped, and a name that was forgotten is an error."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from pipeline.paths import TEMPLATES


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )


def text_template(name: str) -> Template:
    """Load a template below build/templates."""
    return _environment().get_template(name)
