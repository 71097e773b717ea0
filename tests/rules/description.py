"""Rules of what goes with a table: code tables, units, definitions, earlier releases, its overall shape."""

import re
from collections import Counter

from rules.findings import Finding, broken, for_a_person, judged, kept, not_applicable
from rules.written import NUMBERS, Published, WrittenTable, code_column

PHYSICAL_NAME = re.compile("[a-z][a-z0-9_]*")
SERIES_AT_LEAST = 3


def code_tables(table: WrittenTable, published: Published) -> Finding:
    """L3-02."""
    coded = [f for f in table.fields() if f.code_table]
    if not coded:
        return not_applicable("コードの列がない")
    faults = [f"{f.name} の一覧 {f.code_table}" for f in coded if not published.values(f.code_table, code_column(f))]
    tables = sorted({f.code_table for f in coded})
    return judged(faults, f"コードの一覧（{'、'.join(tables)}）を一緒に公開している")


def units(table: WrittenTable, published: Published) -> Finding:
    """L3-04: a unit, a column of units beside it, or, of a number without one, what it counts."""
    numbers = table.fields(*NUMBERS)
    if not numbers:
        return not_applicable("数値の列がない")
    faults = [f.name for f in numbers if not (f.unit or "unit" in table.header or f.description)]
    bare = [f.name for f in numbers if not f.unit and "unit" not in table.header]
    note = f"（単位のない数 {'、'.join(bare)} は説明がある）" if bare else ""
    return judged(faults, f"数値の {len(numbers)} 列に単位がある{note}")


def steady_format(table: WrittenTable, published: Published) -> Finding:
    """L3-07: against the newest release."""
    if published.earlier is None:
        return for_a_person("前の公開がまだなく、比べる相手がない")
    before = published.earlier.get(table.schema.name)
    if before is None:
        return kept("前の公開より後に加わった表")
    gone = [name for name in before if name not in table.header]
    if gone:
        return for_a_person(f"前の公開にあった列（{'、'.join(gone)}）がない。更新履歴に書いたか")
    return kept(f"前の公開の {len(before)} 列がすべてある（加わった列 {len(table.header) - len(before)}）")


def described(table: WrittenTable, published: Published) -> Finding:
    """L3-08: the descriptor beside the files, held against the bytes."""
    resource = published.resource(table.schema.name)
    if not resource:
        return broken("datapackage.json に説明がない")
    faults = [f"列の名前 {name}" for name in table.header if not PHYSICAL_NAME.fullmatch(name)]
    faults += [f"{f.name} の題" for f in table.fields() if not (f.title and f.title_en)]
    faults += [] if table.schema.row else ["1行が何かの説明"]
    faults += [] if resource.get("encoding") == "utf-8" else ["文字コードの記載"]
    faults += [] if resource.get("byteOrderMark") == table.has_bom else ["BOM の有無の記載"]
    faults += [key for key in ("version", "created", "licenses") if not published.package.get(key)]
    faults += [] if "sources" in published.tables else ["出典の表 sources"]
    return judged(faults, "列の題と英語名、1行の意味、文字コード、BOM、出典、版が説明にあり、列の名前は半角英数字")


def long_format(table: WrittenTable, published: Published) -> Finding:
    """L3-09: rows are told apart by their key, and no columns are spread over years, numbers or areas."""
    key = [name for name in table.schema.primary_key if name in table.header]
    if len(key) < len(table.schema.primary_key):
        return broken("行を見分ける列がない")
    counts = Counter(zip(*(table.column(name) for name in key), strict=True))
    faults = [f"{'、'.join(key)} が同じ行が {n} 行" for n in counts.values() if n > 1][:1]
    stems = Counter(re.sub("[0-9]+", "#", name) for name in table.header if re.search("[0-9]{2,4}$|_[0-9]+", name))
    faults += [f"同じ形の列が {n} 列（{stem}）" for stem, n in stems.items() if n >= SERIES_AT_LEAST]
    areas = published.values("prefectures", "romaji")
    faults += [f"地域の名前の列 {name}" for name in table.header if name in areas]
    return judged(faults, f"{'、'.join(key)} が行ごとに違い、年や地域ごとに横に並べた列がない")
