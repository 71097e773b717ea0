"""What Excel shows of a number: days, leading zeros, units; and where it shows something else than it holds."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

_DIGITS_AT_MOST = 40
FIRST_DAY, DAYS_OF_1904 = datetime(1899, 12, 30), 1462
DAYS = range(61, 2_958_466)  # 1900-03-01, after the day that never was, to 9999-12-31
# The formats that have a number and no code of their own, in a Japanese Excel.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "y/m/d", 15: "d-m-y", 16: "d-m", 17: "m-y", 18: "h:m", 19: "h:m:s",
    20: "h:m", 21: "h:m:s", 22: "y/m/d h:m", 27: "ge.m.d", 28: "ge.m.d", 29: "ge.m.d", 30: "m/d/y", 31: "y.m.d", 32: "h:m",
    33: "h:m:s", 34: "y.m", 35: "m.d", 36: "ge.m.d", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: "ge.m.d", 51: "ge.m.d", 52: "y.m", 53: "m.d", 54: "ge.m.d",
    55: "y.m", 56: "m.d", 57: "ge.m.d", 58: "ge.m.d",
}  # fmt: skip
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|([¥￥$])')
_NUMBER = re.compile(r"[0#?,]*[0#?],*(?:\.[0#?]*)?|general", re.IGNORECASE)


@dataclass(frozen=True)
class _Shown:
    """A cell's number as text; `held` is what the cell holds where Excel shows another number."""

    text: str
    held: str = ""
    is_day: bool = False


def show_number(raw: str, code: str, is_1904: bool = False) -> _Shown:
    """Write a number as it is shown: 37.300000000000004 is 37.3, a code of zeros keeps its zeros, a day is a day.

    Shapes   raw: as the file has it. code: the cell's number format, "" for the general one.
    Missing  what is no number at all stays as it is: the gate judges it.
    """
    try:
        value = float(raw) if len(raw) <= _DIGITS_AT_MOST else float("nan")
    except ValueError:
        return _Shown(raw)
    if value - value != 0:  # no number, or none that is finite
        return _Shown(raw)
    section = _section(code, value)
    bare = _LITERAL.sub("", section).lower()
    if re.search("[ymdhsge]", bare.replace("general", "")) and not re.search("[0#?]e[+-]", bare):
        return _day(value, bare, is_1904)
    return _number(value, code, section, bare)


def show_text(text: str, code: str) -> _Shown:
    """Write a text as it is shown: the fourth part of a format may add words to it, or hide it."""
    parts = _parts(code)
    section = parts[3] if len(parts) > 3 else next((part for part in parts if "@" in _LITERAL.sub("", part)), "@")
    place = _LITERAL.sub(lambda literal: "\0" * len(literal[0]), section).find("@")
    if place < 0:
        return _Shown(_words(section, 0, len(section)), held=text)
    return _Shown(f"{_words(section, 0, place)}{text}{_words(section, place + 1, len(section))}")


def _parts(code: str) -> list[str]:
    return re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code[:255])


def _section(code: str, value: float) -> str:
    """Choose the part of a format for positive numbers, negative ones or zero."""
    sections = _parts(code)
    chosen = 1 if value < 0 else 2 if value == 0 else 0
    return sections[chosen] if len(sections) > max(chosen, 1 if value < 0 else 0) else sections[0]


def _day(value: float, form: str, is_1904: bool) -> _Shown:
    days = value + (DAYS_OF_1904 if is_1904 else 0)
    has_year, has_day = re.search("[yge]", form), "d" in form
    if not has_year and not has_day:
        return _Shown(str(timedelta(seconds=round(value % 1 * 86_400))), is_day=True)
    if int(days) not in DAYS:
        return _Shown(_general(value), is_day=True)
    when = FIRST_DAY + timedelta(seconds=round(days * 86_400))
    if not has_year:
        return _Shown(f"{when.month}月{when.day}日", is_day=True)
    if not has_day:
        return _Shown(f"{when:%Y-%m}" if "m" in form else f"{when:%Y}", is_day=True)
    is_whole = when.time() == datetime.min.time()
    return _Shown(when.date().isoformat() if is_whole else when.isoformat(" "), is_day=True)


def _general(value: float) -> str:
    """Write a number with the fifteen digits that Excel has; a whole one carries no `.0`."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"


def _number(value: float, code: str, section: str, bare: str) -> _Shown:
    plain = _general(value)
    if code and not section:
        return _Shown("", held=plain)
    masked = _LITERAL.sub(lambda literal: "\0" * len(literal[0]), section)
    found = _NUMBER.search(masked)
    if masked.strip("\0 @") == "" and not _words(section, 0, len(section)):
        return _Shown(plain)
    if not found or re.search("[%/]|e[+-]", bare) or found[0].partition(".")[0].endswith(","):
        return _Shown(plain, held=plain)
    whole, _, decimals = found[0].partition(".")
    if whole.lower() != "general" and abs(value) < 1e15 and float(f"{value:.{len(decimals)}f}") != float(plain):
        return _Shown(f"{value:.{len(decimals)}f}", held=plain)
    zeros = whole.count("0")
    text = plain if zeros < 2 or not plain.isdecimal() else plain.zfill(zeros)
    before, after = _words(section, 0, found.start()), _words(section, found.end(), len(section))
    return _Shown(f"{before}{text.removeprefix('-') if before else text}{after}")


def _words(section: str, start: int, end: int) -> str:
    """Give what a part of a format writes besides the number; brackets, signs and blanks say nothing new."""
    part = section[start:end]
    literals = "".join(literal[1] or literal[2] or "" for literal in _LITERAL.finditer(part))
    return (literals + _LITERAL.sub("", part)).strip(" ()+-@¥￥$")
