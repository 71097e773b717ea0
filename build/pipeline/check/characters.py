"""Faults of single characters, the same in every column."""

import re
import unicodedata
from collections.abc import Iterable

from pipeline.check.columns import MARKER_MEANINGS, MARKER_NAMES, Column
from pipeline.messages import Fault
from pipeline.read.workbook_texts import unescaped

CELL_AT_MOST = 32_767
LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"
ODD_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
# Control and format characters, blanks that are none, and noncharacters, which no XML may hold.
INVISIBLE = (
    "\x00-\x1f\x7f-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffc\ufffe\uffff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
) + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
# Parts of ideographs that look like the ideographs: no search finds them.
RADICALS = "\u2e80-\u2ef3\u2f00-\u2fd5"
ESCAPED = "_x[0-9A-Fa-f]{4}_"
# Proper nouns are excepted by rule L1-08: IBM extended kanji (髙, 﨑) and compatibility ideographs stay allowed.
PLATFORM = (
    "\u20dd-\u20e0\u20e2-\u20e4\u2100-\u2102\u2105\u2109\u2113\u2116\u2117\u2120-\u2122\u2139\u213b\u2150-\u218b\u2460-\u24ff\u2776-\u2793"
    "\u3200-\u33ff\ue000-\uf8ff\U0001f000-\U0001faff\U000f0000-\U0010ffff"
)
HALF_KANA = "\uff61-\uff9f"
GARBLED = "\ufffd"
DECOMPOSED = "\u3099\u309a"

# One look at a whole file tells whether its cells have to be looked at one by one.
SUSPICIOUS = re.compile(f"[{PLATFORM}{HALF_KANA}{GARBLED}{DECOMPOSED}{ODD_BLANKS}{INVISIBLE}{RADICALS}]")
_IN_CELL = {
    name: re.compile(f"[{characters}]")
    for name, characters in {
        "line_break": LINE_BREAKS,
        "invisible": INVISIBLE,
        "nbsp": ODD_BLANKS,
        "garbled": GARBLED,
        "decomposed": DECOMPOSED,
        "radical": RADICALS,
        "half_kana": HALF_KANA,
        "platform": PLATFORM,
    }.items()
}
_REPEATED = re.compile("[ \u3000]{2,}")
_CIRCLED = re.compile("[\u2460-\u2473\u24f5-\u24fe\u2776-\u2793]")
_BLANKS = " \u3000"

EXCEL_ERRORS = re.compile(
    r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BUSY!|BLOCKED!|CONNECT!|EXTERNAL!|PYTHON!|UNKNOWN!|"
    r"GETTING_DATA|#+)|Err:\d+"
)
FORMULA_SIGNS = "=+@-＝＋＠"
APOSTROPHES = ("'", "＇", "’", "‘")
DITTO = re.compile(
    "[〃″〝〞〟＂\"”“仝々〻ヽヾゝゞ‶‴′'’↑←⇑⇐]+|[同仝](?:上|左|右|前|じ|様|じく|行|文|じです)?|"
    "(?:[上左右前](?:[記述掲項行段])?|以下|以降)[にと、]?(?:全て|すべて)?同(?:じ|様|上|文)?|"
    "ditto|same as above|do\\.?",
    re.IGNORECASE,
)
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
    for name in ("line_break", "invisible", "nbsp", "garbled", "decomposed", "radical"):
        found = _IN_CELL[name].findall(value)
        if found:
            return Fault(name, {"names": code_points(found)})
    return None


def code_points(characters: Iterable[str]) -> str:
    return "、".join(sorted({f"U+{ord(c):04X}" for c in characters}))


def has_line_break(value: str) -> bool:
    return _IN_CELL["line_break"].search(value.strip()) is not None


def without_hidden(value: str) -> str:
    """Take out what `hidden_fault` finds; a line break becomes the separator of points, an odd blank a blank."""
    parts = [part.strip(_BLANKS) for part in re.split(f"[{LINE_BREAKS}]+", value)]
    text = " / ".join(part for part in parts if part)
    text = _IN_CELL["nbsp"].sub(" ", _IN_CELL["invisible"].sub("", text))
    text = _IN_CELL["radical"].sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return unicodedata.normalize("NFC", text) if _IN_CELL["decomposed"].search(text) else text


def padding_fault(value: str) -> Fault | None:
    stripped = value.strip(_BLANKS)
    if stripped == value:
        return None
    return Fault("padding" if stripped else "only_blanks")


def excel_fault(value: str) -> Fault | None:
    return Fault("excel_error") if EXCEL_ERRORS.fullmatch(value) else None


def ditto_fault(value: str) -> Fault | None:
    """Find a sign or word for "as above": rows are sorted, and then it would stand for another row."""
    return Fault("ditto") if is_ditto(value) else None


def is_ditto(value: str) -> bool:
    return bool(DITTO.fullmatch(value.strip(_BLANKS + "()（）「」[]［］。．")))


def apostrophe_fault(value: str, is_text: bool) -> Fault | None:
    """Find the sign that tells a spreadsheet to take a number for text; in a text it may be meant."""
    if value[:1] not in APOSTROPHES or len(value) < 2:
        return None
    return Fault("apostrophe", {}, None if is_text else value[1:])


def escape_fault(value: str) -> Fault | None:
    """Find a character as XLSX writes it (_x000D_): whoever opens our XLSX would see the character."""
    found = re.search(ESCAPED, value)
    return Fault("escaped", {"names": found[0]}) if found else None


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
    text = without_hidden(unescaped(value)).strip(_BLANKS)
    text = _CIRCLED.sub(lambda found: f"({int(unicodedata.numeric(found[0]))})", text)
    text = re.sub(f"[{PLATFORM}{HALF_KANA}]+", lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _REPEATED.sub(" ", text)
