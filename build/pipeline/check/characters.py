"""Faults of single characters, the same in every column."""

import re
import unicodedata
from collections.abc import Iterable

from pipeline.check.columns import MARKER_MEANINGS, MARKER_NAMES, Column
from pipeline.check.describing import shown
from pipeline.check.faults import Fault

CELL_AT_MOST = 32_767
LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"
ODD_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
INVISIBLE = (
    "\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
# Proper nouns are excepted by rule L1-08: IBM extended kanji (髙, 﨑) and compatibility ideographs stay allowed.
PLATFORM = (
    "\u2100-\u2102\u2105\u2109\u2113\u2116\u2117\u2120-\u2122\u2139\u213b\u2150-\u218b\u2460-\u24ff\u2776-\u2793"
    "\u3200-\u33ff\ue000-\uf8ff\U0001f000-\U0001faff\U000f0000-\U0010ffff"
)
HALF_KANA = "\uff61-\uff9f"
GARBLED = "\ufffd"
DECOMPOSED = "\u3099\u309a"

# One look at a whole file tells whether its cells have to be looked at one by one.
SUSPICIOUS = re.compile(f"[{PLATFORM}{HALF_KANA}{GARBLED}{DECOMPOSED}{ODD_BLANKS}{INVISIBLE}]")
_IN_CELL = {
    name: re.compile(f"[{characters}]")
    for name, characters in {
        "line_break": LINE_BREAKS,
        "invisible": INVISIBLE,
        "nbsp": ODD_BLANKS,
        "garbled": GARBLED,
        "decomposed": DECOMPOSED,
        "half_kana": HALF_KANA,
        "platform": PLATFORM,
    }.items()
}
_REPEATED = re.compile("[ \u3000]{2,}")
_CIRCLED = re.compile("[\u2460-\u2473\u24f5-\u24fe\u2776-\u2793]")
_BLANKS = " \u3000"

EXCEL_ERRORS = re.compile(
    r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BUSY!|GETTING_DATA|#+)|Err:\d+"
)
FORMULA_SIGNS = "=+@-＝＋＠"
DASHES = frozenset("－ー—–―‐‑‒−─━ｰ﹣_＿") | {"--", "ーー", "－－", "――", "——"}
CROSSES = frozenset("✕✖xXｘＸ☓╳⨯❌✗✘乂メ")
DOTS = frozenset({"...", "‥", "・・・", "⋯", "……", "‥‥", "。。。", "．．．", "･･･", "..", "・・", "︙", "⋮", "、、、"})
MARKER_WORDS = {
    "不明": "-", "わからない": "-", "分からない": "-", "非掲載": "×", "非掲載希望": "×", "非公表": "×", "非公開": "×",
    "未収録": "…", "未回答": "", "無回答": "", "回答なし": "", "該当なし": "", "対象外": "", "回答対象外": "",
    "N/A": "", "n/a": "", "NA": "", "NULL": "", "null": "", "None": "", "NaN": "", "nan": "",
}  # fmt: skip


def are_plain(columns: Iterable[set[str]]) -> bool:
    """Tell whether no character of a table can be a hidden fault, by looking once at each distinct one.

    Shapes   columns: the different values of each column.
    """
    used: set[str] = set()
    for values in columns:
        used.update("".join(values))
    return not SUSPICIOUS.search("".join(used))


def hidden_fault(value: str) -> Fault | None:
    """Find what must stand in no cell of any column: line breaks, unseen characters, traces of a wrong encoding."""
    for name in ("line_break", "invisible", "nbsp", "garbled", "decomposed"):
        found = _IN_CELL[name].findall(value)
        if found:
            return Fault(name, {"names": "、".join(sorted({shown(c).strip("⟨⟩") for c in found}))})
    return None


def has_line_break(value: str) -> bool:
    return _IN_CELL["line_break"].search(value.strip()) is not None


def without_hidden(value: str) -> str:
    """Take out what `hidden_fault` finds; a line break becomes the separator of points, an odd blank a blank."""
    parts = [part.strip(_BLANKS) for part in re.split(f"[{LINE_BREAKS}]+", value)]
    text = " / ".join(part for part in parts if part)
    text = _IN_CELL["nbsp"].sub(" ", _IN_CELL["invisible"].sub("", text))
    return unicodedata.normalize("NFC", text) if _IN_CELL["decomposed"].search(text) else text


def padding_fault(value: str) -> Fault | None:
    stripped = value.strip(_BLANKS)
    if stripped == value:
        return None
    return Fault("padding" if stripped else "only_blanks")


def excel_fault(value: str) -> Fault | None:
    return Fault("excel_error") if EXCEL_ERRORS.fullmatch(value) else None


def marker_fault(value: str, column: Column) -> Fault | None:
    """Find what was meant as ×, - or … but is another character or a word."""
    if not column.field.is_answer:
        return None
    for marker, alike in (("-", DASHES), ("×", CROSSES), ("…", DOTS)):
        if value in alike and marker in column.markers:
            return Fault("marker_alike", {"meaning": MARKER_MEANINGS[marker], "name": MARKER_NAMES[marker]}, marker)
    meant = MARKER_WORDS.get(value)
    if meant is None or value in column.known:
        return None
    return Fault("marker_word", {"meaning": MARKER_MEANINGS[meant]}, meant) if meant else Fault("marker_word")


def text_fault(value: str) -> Fault | None:
    """Find what must not stand in a column of free text."""
    found = _IN_CELL["platform"].findall(value)
    if found:
        return Fault("platform", {"names": "".join(dict.fromkeys(found))})
    if _IN_CELL["half_kana"].search(value):
        return Fault("half_kana")
    if _REPEATED.search(value):
        return Fault("repeated_blanks")
    return formula_fault(value)


def formula_fault(value: str) -> Fault | None:
    if value[:1] in FORMULA_SIGNS and len(value) > 1:
        return Fault("formula", {"sign": value[0]})
    return None


def length_fault(value: str) -> Fault | None:
    if len(value) <= CELL_AT_MOST:
        return None
    return Fault("cell_too_long", {"length": str(len(value)), "limit": str(CELL_AT_MOST)})


def plain_text(value: str) -> str:
    """Write a text in the characters that every machine has; full-width letters of official names stay."""
    text = without_hidden(value).strip(_BLANKS)
    text = _CIRCLED.sub(lambda found: f"({int(unicodedata.numeric(found[0]))})", text)
    text = re.sub(f"[{PLATFORM}{HALF_KANA}]+", lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _REPEATED.sub(" ", text)
