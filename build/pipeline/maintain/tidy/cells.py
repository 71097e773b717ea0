"""What a cell was meant to be, where that is certain."""

import re
import unicodedata
from dataclasses import dataclass

from pipeline.check.characters import MARKER_WORDS
from pipeline.check.columns import Column
from pipeline.check.gate import judge
from pipeline.messages import Fault

# Faults whose exact replacement keeps the meaning. Those left out need a person even where the gate can guess:
# a detail that belongs in another column, a serial number that lost its month, a formula.
CERTAIN = frozenset(
    {
        "line_break", "invisible", "nbsp", "decomposed", "padding", "repeated_blanks", "platform", "half_kana",
        "fullwidth_digits", "fullwidth", "thousands", "unit", "leading_zero", "not_integer", "not_number", "era_year",
        "date_style", "code_zero_lost", "code_six_digits", "code_is_name", "prefecture_suffix", "choice_variant",
        "multiple_separator", "multiple_blank", "multiple_twice", "marker_word", "radical", "escaped", "apostrophe",
        "computed_digits",
    }
)  # fmt: skip
BLANK_WORDS = frozenset(word for word, meant in MARKER_WORDS.items() if not meant and not word.isascii())
STEPS_AT_MOST = 5


@dataclass(frozen=True)
class Mended:
    """A cell as it should be; `month` where the cell held a month that has a column of its own."""

    value: str
    month: str = ""


def mend(value: str, column: Column) -> Mended | Fault:
    """Mend a cell step by step until the gate lets it pass, or give the fault that needs a person."""
    month = ""
    for _ in range(STEPS_AT_MOST):
        fault = judge(value, column)
        if fault is None:
            return Mended(value, month)
        if fault.name == "year_month" and fault.exact is not None:
            month, value = fault.facts["month"], fault.exact
            continue
        replacement = _certain(value, fault)
        if replacement is None:
            return fault
        value = replacement
    return fault or Mended(value, month)


def _certain(value: str, fault: Fault) -> str | None:
    if fault.name == "only_blanks" or (fault.name == "marker_word" and value in BLANK_WORDS):
        return ""
    if fault.name == "marker_alike":
        return fault.exact if unicodedata.normalize("NFKC", value) == fault.exact else None
    return fault.exact if fault.name in CERTAIN else None


def month_column(name: str) -> str:
    """Name the column of months that stands beside a column of years."""
    return re.sub("年$", "月", name)
