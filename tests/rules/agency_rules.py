"""The criteria of the Digital Agency's scorer that a program can judge, in our words: each lists what it finds wrong.

They know no schema and ask no language model: where the agency's program guesses, these guess in the same way.

Source   digital-go-jp/machine_readability_rule, sample_app/harunobu/rules, read in November 2026.
"""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache

from pipeline.paths import ROOT
from rules.agency_sheet import Sheet

Faults = list[str]
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?")
PLAIN_NUMBER = re.compile(r"[\s\-ー−]*[\d,]+\.?\d*\s*")
NUMBER_WITH_MORE = re.compile(r"[\d,.]+\s*(?:[^\d\s.,-]{1,3}|[(（].*[)）])")
DITTO = frozenset({"〃", "同上", "同左", "同右", "〇", "仝", "ヽ", "々"})
RARE, RARE_SHARE, ALIKE = 2, 0.05, 0.75


def names_tell(sheet: Sheet) -> Faults:
    """L1-05."""
    nameless = [f"{i} 列目" for i, (name, _, cells) in enumerate(sheet.named(), 1) if cells and not name.strip()]
    return nameless + (["番号だけの見出し"] if all(name.isdigit() for name in sheet.header) else [])


def no_layout(sheet: Sheet) -> Faults:
    """L1-06."""
    return _texts(sheet, lambda text, _: text != text.strip() or "\u3000" in text or "  " in text)


def one_value(sheet: Sheet) -> Faults:
    """L1-07: any text with two enumeration commas or dots, or a comma, is taken for several values."""
    return _texts(sheet, _holds_several)


def _texts(sheet: Sheet, is_wrong: Callable[[str, str], bool]) -> Faults:
    return [f"{n}「{c[:30]}」" for n, kind, cells in sheet.named() for c in cells if is_wrong(c, kind)]


def _holds_several(text: str, kind: str) -> bool:
    bare = re.sub(r"（[^）]*）", "", re.sub(r"\s+", "", text))
    return (
        sum(1 for line in text.split("\n") if line.strip()) > 1
        or re.fullmatch(r"\s*\d+（\d+）\s*", text) is not None
        or text.count("、") > 1
        or text.count("・") > 1
        or (re.search(r"(?<!\d),(?!\d)", text) is not None and not THOUSANDS.fullmatch(text.strip()))
        or (kind != "numeric" and "," in bare and not THOUSANDS.fullmatch(bare))
    )


def numbers_only(sheet: Sheet) -> Faults:
    """L2-01: a column that is numbers for the most part holds nothing else with a digit in it."""
    faults = []
    for name, kind, cells in sheet.named():
        numbers = sum(n for c, n in cells.items() if _is_number(c) or NUMBER_WITH_MORE.fullmatch(c))
        if kind == "numeric" or (kind == "mixed" and numbers > cells.total() / 2):
            faults += [f"{name}「{c}」" for c in cells if not _is_number(c) and re.search(r"\d", c)]
    return faults


def _is_number(cell: str) -> bool:
    return PLAIN_NUMBER.fullmatch(cell) is not None


def nothing_omitted(sheet: Sheet) -> Faults | None:
    """L2-02: the texts among the first three columns name the row, so no row may leave them out."""
    stubs = [i for i in range(min(3, len(sheet.header) - 1)) if sheet.kinds[i] == "text"]
    faults = []
    for i in stubs:
        cells = [row[i] for row in sheet.rows]
        start = next((n for n, cell in enumerate(cells) if cell is not None), len(cells))
        faults += [f"{sheet.header[i]}「{c or '空'}」" for c in cells[start:] if c is None or c in DITTO]
    return faults if stubs else None


def unique_names(sheet: Sheet) -> Faults:
    """L2-03."""
    return [name for name, count in Counter(sheet.header).items() if count > 1]


def standard_choices(sheet: Sheet) -> Faults | None:
    """L2-04: a rare choice that looks like a usual one."""
    listed = sheet.choices()
    return [f"{name}「{v}」" for name, counts in listed for v in _variants(counts)] if listed else None


def _variants(counts: Counter[str]) -> list[str]:
    rare = [v for v, n in counts.items() if n <= RARE and n / counts.total() <= RARE_SHARE]
    return [v for v in rare if any(_are_alike(v, usual) for usual in counts if usual not in rare)]


def _are_alike(*pair: str) -> bool:
    one, other = (re.sub(r"(?<=\S)\s*[※*#(「【].*$", "", unicodedata.normalize("NFKC", t)).strip() for t in pair)
    return one == other or (min(len(one), len(other)) > 1 and SequenceMatcher(None, one, other).ratio() >= ALIKE)


def other_apart(sheet: Sheet) -> Faults | None:
    """L2-05."""
    listed = sheet.choices()
    others = [(name, {v: n for v, n in counts.items() if "その他" in v}) for name, counts in listed]
    return [f"{name}「{v}」" for name, o in others if len(o) > 1 for v, n in o.items() if n < 3] if listed else None


UNIT = re.compile(
    r"[（(](?:人|件|円|千円|百万円|億円|万円|%|％|個|台|回|本|枚|箇所|世帯|社|組|点|日|月|年|時間|分|秒|歳|度)[）)]"
)
SAYS_UNIT = re.compile(
    "金額|価格|費用|コスト|売上|収入|支出|人口|人数|面積|割合|率|構成比|年齢|年数|数$|コード|code|番号|No|ID|指数|指標|順位|ランク|フラグ|区分"
)
NEEDS_NO_UNIT = frozenset(
    re.findall(
        r"\w+",
        "id code key name type flag status index sort rank order level class year month date number count cnt num no"
        " row col seq version is has will can use",
    )
)


def units(sheet: Sheet) -> Faults:
    """L3-04: the name of a column of numbers says its unit; a descriptor beside the file is not looked at."""
    faults = []
    for i, name in enumerate(sheet.header):
        cells = sheet.first(i)
        is_said = UNIT.search(name) or SAYS_UNIT.search(name) or NEEDS_NO_UNIT & set(name.lower().split("_"))
        if cells and sum(map(_is_number, cells)) >= 0.7 * len(cells) and not is_said:
            faults.append(name)
    return faults


TIME_NAME = re.compile("年|月|日|時期|期間|時点|date|year|month|period", re.IGNORECASE)
ERA = r"(?:明治|大正|昭和|平成|令和)"
TIME_FORMS = {
    "iso": r"\d{4}-\d{2}-\d{2}(?:T.*)?$",
    "era": rf".*(?:{ERA}|[MTSHR])\s*\d{{1,2}}\s*[年.\-/]",
    "odd": rf"\d{{2}}/\d{{1,2}}/\d{{1,2}}$|{ERA}\d{{1,2}}$",
    "fiscal": r"(?:19|20)\d{2}\s*年度",
    "kanji": r"(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?$",
    "slash": r"(?:19|20)\d{2}/\d{1,2}(?:/\d{1,2})?$",
    "hyphen": r"(?:19|20)\d{2}-\d{1,2}(?:-\d{1,2})?$",
    "western": r"(?:19|20)\d{2}\s*[年/\-.]",
}


def times(sheet: Sheet) -> Faults:
    """L3-05: no era, and one form of time in one column, in the columns whose names speak of time."""
    faults = []
    for name, _, cells in sheet.named():
        forms = {c: f for c in cells if (f := _time_form(c))} if TIME_NAME.search(name) else {}
        faults += [f"{name}「{text[:30]}」" for text, form in forms.items() if form in ("era", "odd")]
        allowed = set(forms.values()) - {"era", "odd"}
        faults += [f"{name}「{'と'.join(sorted(allowed))}」"] if len(allowed) > 1 else []
    return faults


def _time_form(text: str) -> str | None:
    return next((form for form, pattern in TIME_FORMS.items() if re.match(pattern, text)), None)


PLACE_NAME = re.compile(
    "都道府県|地域|地区|市区町村|自治体|所在地|住所|県|府|市|町|村|region|prefecture|city|address", re.IGNORECASE
)


def places(sheet: Sheet) -> Faults:
    """L3-06: official names of places, with a column of codes."""
    official, short = _place_names()
    known = official | short
    named = [i for i, name in enumerate(sheet.header) if PLACE_NAME.search(name)]
    guessed = [i for i in range(len(sheet.header)) if _share(sheet.first(i), known) >= 0.5]
    columns = named or guessed
    faults = [f"{sheet.header[i]}「{c}」" for i in columns for c in sheet.columns[i] if c in short]
    has_code = any("コード" in sheet.header[i] or "code" in sheet.header[i].lower() for i in columns)
    nameable = [sheet.header[i] for i in columns if any(c in official for c in sheet.columns[i])]
    return faults + ([] if has_code else [f"{name}「コードの列がない」" for name in nameable[:1]])


def _share(cells: list[str], known: frozenset[str]) -> float:
    return sum(cell in known for cell in cells) / len(cells) if cells else 0


@cache
def _place_names() -> tuple[frozenset[str], frozenset[str]]:
    """Give the official names of prefectures and municipalities, and what is left of them without 県 or 市."""
    names = set()
    for file, column in (("prefectures", "都道府県名"), ("municipalities", "市区町村名")):
        with (ROOT / "data" / "codes" / f"{file}.csv").open(encoding="utf-8-sig", newline="") as stream:
            names |= {row[column] for row in csv.DictReader(stream)}
    return frozenset(names), frozenset(name[:-1] for name in names if len(name) > 2) - names


def long_form(sheet: Sheet) -> Faults:
    """L3-09."""
    time = re.compile(
        rf"(?:19|20)\d{{2}}(?:年|年度)?|\d{{1,2}}月|第?\d+[期回]|[1-4]Q|{ERA}(?:\d{{1,2}}|元)(?:年|年度)?|[RHS]\d{{1,2}}"
    )
    spread = [name for name in sheet.header if time.fullmatch(name)]
    stems = Counter(m[1] for name in sheet.header if (m := re.fullmatch(r"(.+?)[\s_-]?\d+", name)))
    faults = ["101 列以上"] if len(sheet.header) > 100 else []
    faults += spread if len(spread) > 2 and len(sheet.header) > 3 else []
    return faults + [stem for stem, count in stems.items() if count > 3]


CHECKS: dict[str, Callable[[Sheet], Faults | None]] = {
    "L1-05": names_tell,
    "L1-06": no_layout,
    "L1-07": one_value,
    "L2-01": numbers_only,
    "L2-02": nothing_omitted,
    "L2-03": unique_names,
    "L2-04": standard_choices,
    "L2-05": other_apart,
    "L3-04": units,
    "L3-05": times,
    "L3-06": places,
    "L3-09": long_form,
}
