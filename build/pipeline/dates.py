"""The one way in which people read a date: 2024年1月31日."""

import re
from datetime import date

WRITTEN = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def japanese_date(day: date | str | None) -> str:
    """Write a date as 2024年1月31日, a month as 2024年1月, a year as 2024年.

    Missing  nothing is written for no date; a text that is no date, as a source has it, stays as it is.
    """
    parts = WRITTEN.fullmatch("" if day is None else str(day))
    if not parts:
        return str(day or "")
    return "".join(f"{int(number)}{sign}" for number, sign in zip(parts.groups(), "年月日", strict=True) if number)
