"""Faults of codes and of values that are chosen from a list, with the value that was meant."""

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from heapq import nlargest

from pipeline.check.columns import Column
from pipeline.check.describing import CHOICES_SHOWN_AT_MOST, quoted, schema_file
from pipeline.check.values import plain
from pipeline.messages import Fault

SIMILAR_ENOUGH = 0.75
# No choice is nearly as long; and likeness is worked out for the few that share most letters with a value.
COMPARED_AT_MOST, CANDIDATES_AT_MOST = 500, 5
_DIGIT = re.compile("[0-9]")
CHECK_DIGIT_WEIGHTS = (6, 5, 4, 3, 2)
# Where the detail of an "other" answer belongs (rule L2-05); elsewhere it is a note.
DETAIL_COLUMNS = {"システム種別": "システム名", "費用按分の基準": "費用負担額の算定基準"}
TRUE_WORDS = frozenset({"有", "有り", "あり", "アリ", "○", "〇", "◯", "はい", "yes", "true", "可", "可能"})
FALSE_WORDS = frozenset({"無", "無し", "なし", "ナシ", "いいえ", "no", "false", "否", "不可"})
# One choice for each meaning: what looks alike is one character when two texts are compared.
_ALIKE = str.maketrans(
    dict.fromkeys("ー－‐‑–—―−〜～~ｰ", "-") | dict.fromkeys("()[]{}「」『』【】〔〕<>《》〈〉・･,、.。/", "")
)
_SEPARATORS = re.compile("[;；,，、/／・\n|]")
_OTHER = re.compile(r"その他\s*(?:システム)?\s*[（(\[［:：・、,\s／/-]+(.+?)[)）\]］]?")


def choice_fault(value: str, column: Column) -> Fault | None:
    """Judge a cell of one or several chosen values."""
    if not column.choices or value in column.known:
        return None
    if len(value) > COMPARED_AT_MOST:
        return _unknown(column)
    if column.field.is_multiple:
        return _multiple_fault(value, column)
    return _single_fault(value, column)


def _single_fault(value: str, column: Column) -> Fault | None:
    other = _other_fault(value, column)
    if other:
        return other
    meant = _same_choice(value, column.choices)
    if meant:
        return Fault("choice_variant", {}, meant)
    code = code_fault(value, column)
    if code:
        return code
    if _lacks_suffix(value, column.choices):
        return Fault("prefecture_suffix", {}, next(c for c in column.choices if c[:-1] == value))
    hint = similar_choice(value, column.choices)
    if hint:
        return Fault("choice_similar", {"hint": hint})
    return None if _is_enum(column) else _unknown(column)


def _unknown(column: Column) -> Fault:
    return Fault("choice_unknown", {"home": _home(column), "choices": _named(column)})


def _is_enum(column: Column) -> bool:
    """Tell whether Frictionless knows the choices too: then its finding is enough where we have nothing to add."""
    return "enum" in column.field.constraints


def _named(column: Column) -> str:
    few = len(column.choices) <= CHOICES_SHOWN_AT_MOST
    return quoted(list(column.choices)) if few else "決められた値"


def _home(column: Column) -> str:
    return f" data/{column.code_list.file} " if column.code_list else schema_file(column.schema)


def _multiple_fault(value: str, column: Column) -> Fault | None:
    parts = value.split(";")
    if all(part in column.known for part in parts):
        twice = next((part for part in parts if parts.count(part) > 1), None)
        return Fault("multiple_twice", {"twice": twice}, ";".join(dict.fromkeys(parts))) if twice else None
    bare = [part.strip() for part in parts if part.strip()]
    if all(part in column.known for part in bare):
        return Fault("multiple_blank", {}, ";".join(dict.fromkeys(bare)))
    split = [_same_choice(part.strip(), column.choices) for part in _SEPARATORS.split(value) if part.strip()]
    if len(split) > len(parts) and all(split):
        return Fault("multiple_separator", {}, ";".join(dict.fromkeys(filter(None, split))))
    return _worst_part(bare, column)


def _worst_part(parts: list[str], column: Column) -> Fault | None:
    """Judge the parts one by one; a replacement is exact when every wrong part has one."""
    faults = {part: _single_fault(part, column) for part in parts if part not in column.known}
    first = next((fault for fault in faults.values() if fault and fault.exact is None), None)
    if first:
        return first
    mended = [(fault.exact if fault else part) or part for part in parts for fault in [faults.get(part)]]
    found = next((fault for fault in faults.values() if fault), None)
    return Fault(found.name, found.facts, ";".join(dict.fromkeys(mended))) if found else None


def _other_fault(value: str, column: Column) -> Fault | None:
    written = _OTHER.fullmatch(value)
    others = [choice for choice in column.choices if choice.startswith("その他")]
    if not written or not others or _same_choice(value, column.choices):
        return None
    facts = {"detail": written[1], "detail_column": DETAIL_COLUMNS.get(column.field.name, "備考")}
    return Fault("choice_other_detail", facts, others[0] if len(others) == 1 else None)


def boolean_fault(value: str, column: Column) -> Fault | None:
    """Judge a cell of a yes-or-no column, whose two words are the schema's."""
    if value in column.known:
        return None
    text = plain(value).lower()
    for words, choices in ((TRUE_WORDS, column.field.true_values), (FALSE_WORDS, column.field.false_values)):
        if text in words or text in choices:
            return Fault("choice_variant", {}, choices[0])
    return Fault("enum", {"choices": quoted(list(column.choices))})


def code_fault(value: str, column: Column) -> Fault | None:
    """Find what was meant by a code that is not one: zeros lost, six digits for five, a name."""
    if _is_code(value, column):
        return _check_digit_fault(value, column)
    text = plain(value)
    if text != value and _is_code(text, column):
        return Fault("fullwidth", {}, text)
    by_name = column.code_list.codes_by_name if column.code_list else {}
    if value in by_name:
        return Fault("code_is_name", {}, by_name[value])
    if column.field.column == "prefecture_name" and value[-1] not in "都道府県":
        return Fault("prefecture_suffix")
    filled = _zeros_restored(text, column)
    if filled:
        return Fault("code_zero_lost", {}, filled)
    if re.fullmatch("[0-9]{6}", text) and column.choices and all(len(c) == 5 for c in column.choices):
        if text[5] != check_digit(text):
            return Fault("code_check_digit", {"digit": check_digit(text)})
        return Fault("code_six_digits", {}, text[:5]) if text[:5] in column.known else None
    return None


def _is_code(value: str, column: Column) -> bool:
    if column.choices:
        return value in column.known
    return bool(column.form and column.form.fullmatch(value))


def _zeros_restored(text: str, column: Column) -> str:
    """Put back the zeros that a spreadsheet took off the front of a code, or of one part of a case's number."""
    if re.fullmatch("[0-9]+", text):
        for length in range(len(text) + 1, 7):
            if _is_code(text.zfill(length), column):
                return text.zfill(length)
    parts = re.fullmatch("([0-9]{1,2})-([0-9]{1,4})", text)
    whole = f"{parts[1].zfill(2)}-{parts[2].zfill(4)}" if parts else ""
    return whole if whole and _is_code(whole, column) else ""


def _check_digit_fault(value: str, column: Column) -> Fault | None:
    if column.field.column != "municipality_code6" or value[5] == check_digit(value):
        return None
    return Fault("code_check_digit", {"digit": check_digit(value)})


def check_digit(code: str) -> str:
    """Work out the sixth digit of a local government code (DATA.md, rule 6)."""
    total = sum(int(digit) * weight for digit, weight in zip(code, CHECK_DIGIT_WEIGHTS, strict=False))
    return str((11 - total % 11) % 10)


def similar_choice(value: str, choices: Iterable[str]) -> str:
    """Find the one choice that a text is nearly equal to; other digits always mean another choice."""
    if len(value) > COMPARED_AT_MOST:
        return ""
    key = comparable(value)
    keys, keys_by_letter = _by_digits(tuple(choices)).get(tuple(_DIGIT.findall(key)), ({}, {}))
    shared = Counter(other for letter in set(key) for other in keys_by_letter.get(letter, ()))
    candidates = nlargest(CANDIDATES_AT_MOST, shared, key=lambda other: shared[other] - abs(len(other) - len(key)))
    near = difflib.get_close_matches(key, candidates, n=1, cutoff=SIMILAR_ENOUGH)
    return keys[near[0]] if near else ""


@cache
def _by_digits(choices: tuple[str, ...]) -> dict[tuple[str, ...], tuple[dict[str, str], dict[str, list[str]]]]:
    """Arrange choices by the digits in them; for each, what is compared, and where each letter occurs."""
    arranged: dict[tuple[str, ...], tuple[dict[str, str], dict[str, list[str]]]] = {}
    for choice in choices:
        key = comparable(choice)
        keys, keys_by_letter = arranged.setdefault(tuple(_DIGIT.findall(key)), ({}, {}))
        keys[key] = choice
        for letter in set(key):
            keys_by_letter.setdefault(letter, []).append(key)
    return arranged


def _same_choice(value: str, choices: tuple[str, ...]) -> str:
    return _by_comparable(choices).get(comparable(value), "") or _by_comparable(choices).get(
        comparable(value).replace("円", "") or " ", ""
    )


@cache
def _by_comparable(choices: tuple[str, ...]) -> dict[str, str]:
    """Map what choices have in common with their variants to the choice; two choices with one key have none."""
    keys = [comparable(choice) for choice in choices]
    counts = Counter(keys)
    return {key: choice for key, choice in zip(keys, choices, strict=True) if counts[key] == 1}


def comparable(text: str) -> str:
    """Write a text without what variants differ in: width, case, blanks, brackets, dashes and dots."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)
    return re.sub(r"\s+", "", folded)


def _lacks_suffix(value: str, choices: tuple[str, ...]) -> bool:
    matches = [choice for choice in choices if choice[:-1] == value and choice[-1:] in "都道府県"]
    return len(matches) == 1
