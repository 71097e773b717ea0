"""Texts of a workbook: plain, rich, with furigana, with characters written as _x000D_; and what is struck through."""

import re
from typing import Any

from pipeline.read.package import local_name

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
OFF = ("0", "false", "off")


def unescaped(text: str) -> str:
    """Turn _xHHHH_, the format's way to write a character, back into it; half of a pair becomes U+FFFD."""
    if "_x" not in text:
        return text
    found = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)
    return found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def read_text(item: Any) -> tuple[str, bool]:
    """Read a text and tell whether a part of it is struck through; furigana is no part of the text."""
    parts: list[str] = []
    is_struck = False
    for child in item:
        if local_name(child) == "t":
            parts.append(child.text or "")
        elif local_name(child) == "r":
            text = "".join(t.text or "" for t in child if local_name(t) == "t")
            parts.append(text)
            is_struck |= bool(text.strip()) and any(is_switched_on(e, "strike") for e in child.iter())
    return unescaped("".join(parts)), is_struck


def is_switched_on(element: Any, name: str) -> bool:
    return isinstance(element.tag, str) and local_name(element) == name and element.get("val", "1") not in OFF
