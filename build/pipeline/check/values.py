"""Faults of numbers, years and dates."""

import re
import unicodedata
from datetime import date, timedelta

from pipeline.check.columns import Column
from pipeline.messages import Fault, sentence

INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGITS_AT_MOST = 15
WRITTEN_AT_MOST = 100  # characters of a number or a day, with all that people write around them
# The day before the first of the 1900 date system, whose 29 February 1900 never was.
SERIAL_START = date(1899, 12, 30)
SERIALS = range(25_569, 73_051)  # 1970-01-01 to 2099-12-31
ERAS = {
    "令和": (2018, 99),
    "平成": (1988, 31),
    "昭和": (1925, 64),
    "R": (2018, 99),
    "H": (1988, 31),
    "S": (1925, 64),
}
ERA = re.compile(r"(令和|平成|昭和|[RHSrhs])\.?\s*(元|[0-9]{1,2})\s*(?:年)?(度)?(.*)")
WESTERN = re.compile(r"(?:西暦)?([0-9]{4})\s*年?(度)?(.*)")
REST_OF_DATE = re.compile(r"[\s年./-]*(?:([0-9]{1,2})(?:[\s月./-]+(?:([0-9]{1,2})日?)?)?|)")
COMPACT_DAY = re.compile(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])")
MULTIPLIERS = {"千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "億": 10**8}
AMOUNT = re.compile(r"([0-9]+)(千|百万|千万|万|億)?円")
NEGATIVE_SIGNS = "▲△▼▽"
EXPONENT = re.compile(r"-?[0-9](?:\.[0-9]+)?[eE][+-]?[0-9]+")
INEXACT = re.compile(
    r"(?:約|およそ|おおよそ|概ね|ほぼ|最大|最低|延べ).*[0-9].*|.*[0-9].*(?:以上|以下|以内|未満|超|程度|前後|弱|強|余り?|余).*|[0-9].*[~〜ー-].*[0-9].*"
)
COUNTERS = ("団体", "市区町村", "市町村", "自治体", "件", "都道府県")
# What Unicode's compatibility mapping leaves as it is, but a number needs plain.
_SIGNS = str.maketrans({"−": "-", "‐": "-", "–": "-", "，": ",", "、": ","})


def plain(value: str) -> str:
    """Write digits, letters and signs in half width."""
    return unicodedata.normalize("NFKC", value).translate(_SIGNS).strip()


def number_fault(value: str, column: Column) -> Fault | None:
    """Judge a cell of a column of whole numbers or numbers, years and months included."""
    whole = column.kind == "integer"
    form = INTEGER if whole else NUMBER
    if len(value) > WRITTEN_AT_MOST:
        return Fault("too_many_digits")
    if form.fullmatch(value):
        if len(value.strip("-").replace(".", "")) > _DIGITS_AT_MOST:
            return _many_digits_fault(value)
        return _serial_year_fault(value) if whole and column.field.unit == "年" else None
    text = plain(value)
    if form.fullmatch(text):
        only_digits = re.sub("[０-９]", "", value) == "" and value != ""
        return Fault("fullwidth_digits" if only_digits else "fullwidth", {}, text)
    if column.field.unit == "年":
        return _year_fault(text) or Fault("not_integer")
    return _written_number_fault(text, column)


def _many_digits_fault(value: str) -> Fault:
    """Tell a number that computing has spoilt (37.300000000000004) from one that is too long."""
    short = f"{float(value):.15g}"
    is_spoilt = "." in value and NUMBER.fullmatch(short) and len(short) + 3 < len(value)
    return Fault("computed_digits", {}, short) if is_spoilt else Fault("too_many_digits")


def _written_number_fault(text: str, column: Column) -> Fault:
    form = INTEGER if column.kind == "integer" else NUMBER
    unit = column.field.unit
    if re.fullmatch(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", text):
        return Fault("thousands", {}, text.replace(",", ""))
    if re.fullmatch(r"\+?0*[0-9]+(?:\.[0-9]+)?", text) and not form.fullmatch(text):
        mended = re.sub(r"^\+?0*(?=[0-9])", "", text)
        if form.fullmatch(mended):
            return Fault("leading_zero", {}, mended)
        if column.kind == "integer" and re.fullmatch(r"[0-9]+\.0+", mended):
            return Fault("not_integer", {}, mended.partition(".")[0])
        return Fault("not_integer")
    bare = _without_unit(text, unit)
    if bare and form.fullmatch(bare):
        return Fault("unit", {"unit": unit or sentence("unit_absent")}, bare)
    if re.search("[0-9]", text):
        return _mixed_number_fault(text, unit)
    return Fault("not_integer" if column.kind == "integer" else "not_number")


def _mixed_number_fault(text: str, unit: str) -> Fault:
    """Say why digits with something else are no number; what the number would be, nobody can tell for certain."""
    if text[0] in NEGATIVE_SIGNS:
        return Fault("negative")
    if EXPONENT.fullmatch(text):
        return Fault("exponent")
    return Fault("inexact") if INEXACT.fullmatch(text) else Fault("unit", {"unit": unit or sentence("unit_absent")})


def _without_unit(text: str, unit: str) -> str:
    """Take the column's own unit off a number; another unit, as 人 where 万人 is asked, would change the value."""
    if unit == "円":
        amount = AMOUNT.fullmatch(text.replace(",", ""))
        return str(int(amount[1]) * MULTIPLIERS.get(amount[2], 1)) if amount else ""
    units = COUNTERS if unit in COUNTERS else (unit,) if unit else ()
    for word in units:
        if text.endswith(word):
            return text.removesuffix(word).strip().replace(",", "")
    return ""


def _serial_year_fault(value: str) -> Fault | None:
    day = _serial_day(value)
    return Fault("year_serial", {"day": day.isoformat()}, str(day.year)) if day else None


def _serial_day(value: str) -> date | None:
    if value.isdecimal() and len(value) == 5 and int(value) in SERIALS:
        return SERIAL_START + timedelta(days=int(value))
    return None


def _year_fault(text: str) -> Fault | None:
    """Judge what is written where a Western year is asked: an era, a fiscal year, a year with a month."""
    year, fiscal, rest, is_era = _year_of(text)
    if year is None:
        return Fault("era_year") if is_era else None
    if fiscal:
        return Fault("fiscal_year")
    tail = REST_OF_DATE.fullmatch(rest)
    if not tail:
        return Fault("era_year") if is_era else Fault("not_integer")
    if tail[1] and rest == ".1" and not is_era:
        return Fault("year_october")
    if tail[1]:
        return Fault("year_month", {"month": str(int(tail[1]))}, str(year))
    return Fault("era_year", {}, str(year)) if is_era else Fault("unit", {"unit": "年"}, str(year))


def _year_of(text: str) -> tuple[int | None, bool, str, bool]:
    """Split a written year into the Western year, whether it is a fiscal year, the rest, and whether it is of an era."""
    era = ERA.fullmatch(text)
    if era:
        start, last = ERAS[era[1].upper()]
        count = 1 if era[2] == "元" else int(era[2])
        return (start + count if 1 <= count <= last else None), bool(era[3]), era[4], True
    western = WESTERN.fullmatch(text)
    if western:
        return int(western[1]), bool(western[2]), western[3], False
    return None, False, "", False


def date_fault(value: str) -> Fault | None:
    """Judge a cell of a column of dates."""
    if len(value) > WRITTEN_AT_MOST:
        return Fault("date_style")
    if DAY.fullmatch(value):
        return None if _day(*value.split("-")) else Fault("date_impossible")
    text = plain(value)
    serial = _serial_day(text)
    if serial:
        return Fault("date_serial", {}, serial.isoformat())
    if DAY.fullmatch(text) and _day(*text.split("-")):
        return Fault("fullwidth", {}, text)
    day = _written_day(text)
    return Fault("date_style", {}, day.isoformat()) if day else Fault("date_style")


def _written_day(text: str) -> date | None:
    compact = COMPACT_DAY.fullmatch(text)
    if compact:
        return _day(*compact.groups())
    year, fiscal, rest, _ = _year_of(text)
    tail = REST_OF_DATE.fullmatch(re.sub(r"\s+0{1,2}:0{2}(:0{2})?$", "", rest))
    if year is None or fiscal or not tail or not tail[2]:
        return None
    return _day(str(year), tail[1], tail[2])


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
