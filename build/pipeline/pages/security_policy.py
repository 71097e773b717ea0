"""A Content-Security-Policy in every page: scripts and styles only of our own, inline scripts only as built.

The hashes differ by page, because Material's inline scripts name the way to the site's root. Pages stamped from a
shell carry the policy of their shell.
"""

import base64
import hashlib
import re
import shutil
from pathlib import Path

from pipeline.paths import HEADERS_FILE

INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
_TYPE = re.compile(r"""\btype=["']?([^"'\s>]+)""")
SCRIPT_TYPES = {"", "text/javascript", "module"}
PLACE = '<meta charset="utf-8">'


class NoPlaceForPolicy(Exception):
    """A page does not declare its encoding first, so there is nowhere to put the policy."""


def add_policies(site: Path) -> None:
    """Put the policy into every page that MkDocs built, and what a page cannot carry into the file that hosts read."""
    shutil.copy(HEADERS_FILE, site / HEADERS_FILE.name)
    for page in sorted(site.rglob("*.html")):
        page.write_text(add_policy(page.read_text(encoding="utf-8")), encoding="utf-8")


def add_policy(text: str) -> str:
    """Put the policy right behind the declaration of the encoding, before anything that could run."""
    head, found, rest = text.partition(PLACE)
    if not found:
        raise NoPlaceForPolicy(text[:200])
    return f'{head}{found}\n<meta http-equiv="Content-Security-Policy" content="{policy(text)}">{rest}'


def policy(text: str) -> str:
    """Write the policy of a page: nothing from another host, no inline style, no inline script but those it has now."""
    scripts = " ".join(["'self'", *sorted(set(map(_hash, _inline_scripts(text))))])
    return (
        f"default-src 'self'; script-src {scripts}; style-src 'self'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'"
    )


def _inline_scripts(text: str) -> list[str]:
    return [match["code"] for match in INLINE_SCRIPT.finditer(text) if _runs_inline(match["attributes"])]


def _runs_inline(attributes: str) -> bool:
    kind = _TYPE.search(attributes)
    return "src=" not in attributes and (kind[1] if kind else "") in SCRIPT_TYPES


def _hash(code: str) -> str:
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    return f"'sha256-{digest}'"
