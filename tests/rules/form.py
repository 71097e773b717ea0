"""Rules of form: what can be seen of a table without knowing what it is about."""

from pipeline.check import characters
from rules.findings import Finding, broken, for_a_person, judged, kept, not_applicable
from rules.written import NUMBERS, Published, WrittenTable

SEPARATORS = (";", "；", " / ", "、", "\t", "|")


def machine_format(table: WrittenTable, published: Published) -> Finding:
    """L1-01."""
    return broken(table.fault) if table.fault else kept(f"{table.path.name}: UTF-8 の CSV として読める")


def one_table(table: WrittenTable, published: Published) -> Finding:
    """L1-02: every row is as wide as the header, so no second table of another shape stands below or beside."""
    wrong = [f"{i} 行目に {len(row)} 個" for i, row in enumerate(table.rows, 2) if len(row) != len(table.header)]
    return judged(wrong, f"全 {len(table.rows)} 行が見出しと同じ {len(table.header)} 列")


def not_split(table: WrittenTable, published: Published) -> Finding:
    """L1-03."""
    faults = [f"{i} 行目が空" for i, row in enumerate(table.rows, 2) if not any(row)]
    faults += [f"{i} 行目に見出し" for i, row in enumerate(table.rows, 2) if row == table.header]
    faults += [f"{i} 列目が空" for i, name in enumerate(table.header, 1) if not name.strip()]
    return judged(faults, "空の行と列、くり返した見出しがない")


def nothing_outside(table: WrittenTable, published: Published) -> Finding:
    """L1-04: a note below or above a table leaves the required columns empty."""
    required = [f.name for f in table.fields() if f.constraints.get("required")]
    if not required:
        return for_a_person("必須の列がなく、注記の行を見分けられない")
    faults = [
        f"{n} 行目の {name} が空" for name in required for n, cell in enumerate(table.column(name), 2) if not cell
    ]
    return judged(faults, f"必須の {len(required)} 列が全行で埋まっていて、注記だけの行がない")


def named_columns(table: WrittenTable, published: Published) -> Finding:
    """L1-05."""
    faults = [f"{i} 列目" for i, name in enumerate(table.header, 1) if not name.strip()]
    faults += [f"{f.name} に題がない" for f in table.fields() if not f.title]
    return judged(faults, f"{len(table.header)} 列すべてに名前と日本語の題がある")


def no_layout_characters(table: WrittenTable, published: Published) -> Finding:
    """L1-06."""
    faults = [f"{name}「{value[:20]}」" for name, value in _texts(table) if _is_laid_out(value)]
    return judged(faults, "前後の空白、続いた空白、改行のあるセルがない")


def _is_laid_out(value: str) -> bool:
    return value != value.strip() or "  " in value or "\u3000\u3000" in value or "\n" in value or "\r" in value


def _texts(table: WrittenTable) -> list[tuple[str, str]]:
    strings = [f.name for f in table.fields("string")]
    return [(name, value) for name in strings for value in sorted(table.distinct[name])]


def one_value_a_cell(table: WrittenTable, published: Published) -> Finding:
    """L1-07: typed and coded columns are single by their kind; a text with separators needs a reader."""
    listed = {f.name: published.choices(f) for f in table.fields("string")}
    open_texts = [name for name, choices in listed.items() if choices is None]
    unsure = [name for name in open_texts if any(s in v for v in table.distinct[name] for s in SEPARATORS)]
    if unsure:
        return for_a_person(f"文章の列（{'、'.join(unsure)}）に区切りのある値がある。1つの文か、複数の値か")
    return kept("数値・日付・選択肢の列は1つの値だけで、文字の列に区切りのある値がない")


def common_characters(table: WrittenTable, published: Published) -> Finding:
    """L1-08: the gate's own list of characters, on the published cells."""
    faults = [f"{name}「{value[:20]}」" for name, value in _texts(table) if characters.SUSPICIOUS.search(value)]
    return judged(faults, "機種依存文字、半角カナ、見えない文字がない")


def empty_is_not_zero(table: WrittenTable, published: Published) -> Finding:
    """L1-09: beside an empty number stands why it is empty, or its description says so."""
    faults: list[str] = []
    numbers = [f for f in table.fields(*NUMBERS) if not f.constraints.get("required")]
    for f in numbers:
        status = f"{f.name}_status"
        if status in table.header:
            faults += _disagreements(table, f.name, status)
        elif "" in table.column(f.name) and not f.description:
            faults.append(f"{f.name} の空欄の意味が書かれていない")
    return judged(faults, f"空になりうる数値の {len(numbers)} 列は、空欄の理由が隣の列か説明にある")


def _disagreements(table: WrittenTable, name: str, status: str) -> list[str]:
    pairs = zip(table.column(name), table.column(status), strict=True)
    return [
        f"{n} 行目の {name} と {status}" for n, (cell, why) in enumerate(pairs, 2) if bool(cell) != (why == "answered")
    ]


def one_line_a_record(table: WrittenTable, published: Published) -> Finding:
    """L1-14."""
    lines = table.raw.count(b"\n") + (not table.raw.endswith(b"\n"))
    faults = [] if lines == len(table.rows) + 1 else [f"{lines} 行に {len(table.rows) + 1} 件"]
    return judged(faults, f"{len(table.rows)} 件が {len(table.rows)} 行")


def commas_are_quoted(table: WrittenTable, published: Published) -> Finding:
    """L1-15: a comma that is not quoted would make a row wider than the header."""
    wrong = [f"{i} 行目" for i, row in enumerate(table.rows, 2) if len(row) != len(table.header)]
    commas = sum(1 for row in table.rows for cell in row if "," in cell)
    return judged(wrong, f"カンマを含む {commas} 個の値がすべて引用符つき")


def nothing_left_out(table: WrittenTable, published: Published) -> Finding:
    """L2-02: whatever tells rows apart is filled in every row, or it is said what an empty one means."""
    key = [f for f in table.fields() if f.name in table.schema.primary_key]
    needed = [f for f in table.fields() if f.constraints.get("required")]
    needed += [f for f in key if not f.description and f"{f.name}_status" not in table.header]
    faults = [f"{f.name} に空欄" for f in needed if "" in table.column(f.name)]
    faults += [f"{n}「{v}」" for n in table.header for v in sorted(set(table.column(n))) if characters.is_ditto(v)]
    return judged(
        faults,
        "行を見分ける列と必須の列が、全行で埋まり、「同上」の類がない（空欄に意味がある列は、状態の列か説明がある）",
    )


def unique_names(table: WrittenTable, published: Published) -> Finding:
    """L2-03."""
    faults = sorted({name for name in table.header if table.header.count(name) > 1})
    return judged(faults, f"{len(table.header)} 列の名前がすべて違う")


def header_first(table: WrittenTable, published: Published) -> Finding:
    """L3-01."""
    faults = [] if table.header == table.schema.columns else ["1行目が、説明にある列の名前と同じでない"]
    return judged(faults, "1行目が見出し、2行目からデータ")


def only_for_workbooks(table: WrittenTable, published: Published) -> Finding:
    """L1-10 to L1-13: a CSV can hold no object, format, merged cell or hidden row."""
    return not_applicable("CSV にはない")
