"""Thousands of mutated files: each is refused with file and place, or reads to exactly the same typed values.

A disguise (another form of the same table, another spelling of the same value) is held against the original; noise,
which may make another right value, against what any CSV reader finds in the mutated file.
"""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made.small import SURVEY_OSAKA, valid_text
from pipeline.check.columns import CodeLists
from pipeline.check.frictionless_rules import hold_rules
from pipeline.check.gate import pass_gate
from pipeline.check.problems import Problem
from pipeline.schemas import Field, source_schemas

SCHEMA = source_schemas()["survey_cases"]
TEXT = valid_text(SURVEY_OSAKA)
ROWS = list(csv.reader(io.StringIO(TEXT)))
MUTANTS = 1_600

Rows = list[list[str]]
BLANKS = "\u0020\u3000\u00a0\u200b\ufeff\t\n\r\x00\u2028\u00ad\u202e"
ODD = "０１９－ー—×✕x…‥.,;\"'=+-@①㈱ｶﾞ\u3099令和年月人円％%/#REF!N/Aあ漢\U0001f600\ud7ff"
WORDS = [
    "",
    "-",
    "×",
    "…",
    "－",
    "不明",
    "#N/A",
    "1e5",
    "1_0",
    "NaN",
    "0x10",
    "+1",
    "-1",
    "007",
    "1.0",
    "１２",
    "R5",
    "true",
]
ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "cp932",
    "utf-16",
    "utf-16-le",
    "euc_jp",
    "iso2022_jp",
    "utf-32",
    "shift_jis",
    "gb18030",
]


def _written(rows: Rows, delimiter: str = ",", end: str = "\n", quote_all: bool = False) -> str:
    out = io.StringIO()
    csv.writer(
        out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    ).writerows(rows)
    return out.getvalue()


def _with_cell(row: int, column: int, value: str) -> Rows:
    return [[value if (i, j) == (row, column) else cell for j, cell in enumerate(r)] for i, r in enumerate(ROWS)]


rows_ = st.integers(0, len(ROWS) - 1)
columns_ = st.integers(0, len(ROWS[0]) - 1)
odd_text = st.text(alphabet=st.one_of(st.sampled_from(BLANKS + ODD), st.characters(codec="utf-8")), max_size=6)


@st.composite
def changed_cell(draw: st.DrawFn) -> bytes:
    """Put odd characters before, into or in place of the value of one cell."""
    row, column = draw(rows_), draw(columns_)
    old = ROWS[row][column]
    cut = draw(st.integers(0, len(old)))
    new = draw(st.one_of(odd_text, st.sampled_from(WORDS)))
    whole = draw(st.booleans())
    return _written(_with_cell(row, column, new if whole else old[:cut] + new + old[cut:])).encode("utf-8")


@st.composite
def changed_form(draw: st.DrawFn) -> bytes:
    """Save the same table in another encoding, with other line ends, another delimiter or other quoting."""
    delimiter = draw(st.sampled_from([",", ",", ",", ";", "\t", "|"]))
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    text = _written(ROWS, delimiter, end, draw(st.booleans()))
    return text.encode(draw(st.sampled_from(ENCODINGS)), errors="replace")


@st.composite
def changed_rows(draw: st.DrawFn) -> bytes:
    """Drop, repeat, swap or blank rows or columns."""
    rows = [list(row) for row in ROWS]
    i, j = draw(rows_), draw(rows_)
    k, m = draw(columns_), draw(columns_)
    kind = draw(st.sampled_from(["repeat", "blank", "swap columns", "drop column", "repeat column", "cut", "widen"]))
    if kind == "repeat":
        rows.insert(i, list(rows[j]))
    elif kind == "blank":
        rows.insert(i, draw(st.sampled_from([[], [""] * len(rows[0]), ["※注"]])))
    elif kind == "cut":
        rows[i] = rows[i][:k]
    elif kind == "widen":
        rows[i].insert(k, draw(odd_text))
    else:
        for row in rows:
            cell = row.pop(k) if kind != "repeat column" else row[k]
            if kind != "drop column":
                row.insert(m, cell)
    return _written(rows).encode()


@st.composite
def changed_bytes(draw: st.DrawFn) -> bytes:
    """Replace, insert or cut bytes anywhere, as a bad transfer would."""
    raw = TEXT.encode()
    at = draw(st.integers(0, len(raw)))
    upto = draw(st.integers(at, min(len(raw), at + 3)))
    return raw[:at] + draw(st.binary(max_size=3)) + (raw[upto:] if draw(st.booleans()) else b"")


def _fullwidth(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


# Other spellings of one value; those of the second list would be another, right text in a column of free text.
IN_ANY_COLUMN: list[Callable[[str], str]] = [
    *[lambda text, blank=blank: f"{text}{blank}" for blank in BLANKS],
    *[lambda text, blank=blank: f"{blank}{text}" for blank in BLANKS],
    *[lambda text, blank=blank: text[:1] + blank + text[1:] for blank in BLANKS[2:]],
    lambda text: text.replace("び", "ひ\u3099") if "び" in text else f"{text}\u200b",
    lambda text: f"={text}" if len(text) > 0 else " ",
]
IN_TYPED_COLUMNS: list[Callable[[str], str]] = [
    _fullwidth,
    lambda text: f"+{text}",
    lambda text: f"0{text}",
    lambda text: f"{text}.0",
    lambda text: f"{text}人",
    lambda text: f"約{text}",
    lambda text: f"{text[:1]},{text[1:]}",
    lambda text: f"{text[:1]}_{text[1:]}",
    lambda text: f"'{text}",
    lambda text: text.replace("（", "(").replace("）", ")"),
    lambda text: text.replace("-", "－"),
    lambda text: text.replace("-", "ー"),
    lambda text: text.replace("×", "✕").replace("…", "..."),
    lambda text: text.replace(";", "、"),
    lambda text: text.replace(";", "; "),
    lambda text: f"{text};{text}",
    lambda text: text.lower(),
    lambda text: text.swapcase(),
    lambda text: f"令和{text}年",
    lambda text: f"{text}年度",
]


@st.composite
def disguised_cell(draw: st.DrawFn) -> bytes:
    """Spell the value of one cell in another way."""
    row, column = draw(st.integers(1, len(ROWS) - 1)), draw(columns_)
    field = SCHEMA.fields[column]
    is_typed = field.type != "string" or field.code_table or {"enum", "pattern"} & set(field.constraints)
    spell = draw(st.sampled_from(IN_ANY_COLUMN + IN_TYPED_COLUMNS if is_typed else IN_ANY_COLUMN))
    return _written(_with_cell(row, column, spell(ROWS[row][column]))).encode("utf-8")


disguise = st.one_of(disguised_cell(), disguised_cell(), changed_form(), changed_rows())
noise = st.one_of(changed_cell(), changed_bytes())
mutant = st.one_of(*[st.tuples(st.just(True), disguise)] * 4, st.tuples(st.just(False), noise))


def _typed(field: Field, cell: str) -> object:
    """Read a cell as what it means: its value, or which kind of empty it is."""
    if cell in SCHEMA.missing:
        return SCHEMA.missing[cell] if field.is_answer else None
    readers: dict[str, Callable[[str], object]] = {
        "integer": int,
        "number": float,
        "date": date.fromisoformat,
        "boolean": lambda text: text in field.true_values,
    }
    return readers.get(field.type, str)(cell)


def _values(rows: Rows) -> list[list[object]]:
    return [[_typed(f, cell) for f, cell in zip(SCHEMA.fields, row, strict=True)] for row in rows]


@given(mutant)
@settings(
    max_examples=MUTANTS,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_mutant_is_refused_with_its_place_or_reads_to_the_same_values(
    tmp_path: Path, code_lists: CodeLists, mutant: tuple[bool, bytes]
) -> None:
    is_disguise, raw = mutant
    file = tmp_path / "27-osaka.csv"
    file.write_bytes(raw)
    gated = pass_gate(file, "data/survey/2024-01-31/27-osaka.csv", SCHEMA, code_lists)
    assert file.read_bytes() == raw
    problems = gated.problems
    if not problems and not _reads_the_same(gated.rows, ROWS[1:] if is_disguise else _read_plainly(raw)):
        problems = hold_rules([gated], code_lists)
        assert problems, raw
    _assert_placed(problems)


def _reads_the_same(rows: Rows, wanted: Rows) -> bool:
    try:
        return _values(rows) == _values(wanted)
    except ValueError:
        return False


def _assert_placed(problems: list[Problem]) -> None:
    assert all(p.path and (p.row or p.column is None) and p.message and p.fix and p.rule for p in problems)


def _read_plainly(raw: bytes) -> Rows:
    """Read an accepted file as any program would: UTF-8, commas, rows as they stand."""
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))[1:]
