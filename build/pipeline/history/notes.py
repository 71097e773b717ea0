"""notes.md: what a release brings, computed from its change set."""

from collections import Counter
from datetime import date
from typing import Any

from pipeline.history.changes import COLUMN_ADDED, ROW_ADDED, ROW_REMOVED, STRUCTURAL, TABLE_ADDED
from pipeline.history.corrections import SEVERITIES
from pipeline.history.source_changes import CASES, COMPUTED, CORRECTION, REMARK, UPDATE, WITHDRAWAL
from pipeline.history.state import History
from pipeline.history.versions import LEVEL_WORDS, level
from pipeline.rows import TextRow

NATURE_WORDS = {
    CORRECTION: "訂正",
    UPDATE: "更新（新しい行と新しい回答）",
    WITHDRAWAL: "取下げ",
    REMARK: "注記の変更",
    COMPUTED: "ほかの変更で動いた集計値など",
}
STRUCTURE_WORDS = {
    "table_added": "表 {table} が加わった",
    "table_removed": "表 {table} がなくなった",
    "column_added": "表 {table} に列 {column} が加わった",
    "column_removed": "表 {table} の列 {column} がなくなった",
    "meaning_changed": "表 {table} の {column} の型・単位・コード表・キーが「{before}」から「{after}」に変わった",
}


def release_notes(version: str, released_on: date, note: str, history: History, resources: list[dict[str, Any]]) -> str:
    """Write the notes of a release as Markdown."""
    rows = {resource["name"]: resource["rows"] for resource in resources}
    parts = [f"# リリース {version}（{released_on.isoformat()}）", note]
    if history.newest is None:
        parts.append("最初のリリースです。")
    else:
        parts += [f"前のリリース：{history.newest.version}。{LEVEL_WORDS[level(history.pending)]}。"]
        parts += [_errata(history.pending_errata), _counts(history), _structure(history), _cases(history)]
    parts.append(f"表 {len(rows)}、行 {sum(rows.values()):,}、うち事例の行 {rows[CASES]:,}。")
    return "\n\n".join(part for part in parts if part) + "\n"


def _errata(errata: list[TextRow]) -> str:
    """List the corrections, the gravest first."""
    ordered = sorted(errata, key=lambda row: (-SEVERITIES.index(row["severity"]), row["erratum_id"]))
    lines = [
        f"- {row['erratum_id']}（{row['severity']}）{row['table']} {row['edition']} {row['key']} {row['column']}：{_what(row)}"
        for row in ordered
    ]
    return _part("訂正", lines)


def _part(title: str, lines: list[str]) -> str:
    return "\n".join([f"## {title}", "", *lines]) if lines else ""


def _what(row: TextRow) -> str:
    if row["kind"] != "値":
        return row["kind"]
    return f"誤「{row['wrong_value'] or '（空）'}」正「{row['right_value'] or '（空）'}」"


def _counts(history: History) -> str:
    natures = Counter(judged.nature for judged in history.pending)
    lines = [f"- {words}：{natures[nature]:,} セル" for nature, words in NATURE_WORDS.items() if natures[nature]]
    return _part("変わったセル", lines)


def _structure(history: History) -> str:
    changes = [judged.change for judged in history.pending if judged.change.kind in STRUCTURAL]
    added = {change.table for change in changes if change.kind == TABLE_ADDED}
    changes = [change for change in changes if change.kind != COLUMN_ADDED or change.table not in added]
    lines = ["- " + STRUCTURE_WORDS[c.kind].format(**vars(c)) for c in changes]
    return _part("表の形", lines)


def _cases(history: History) -> str:
    words = {ROW_ADDED: "加わった事例", ROW_REMOVED: "なくなった事例"}
    rows = {(j.change.kind, j.change.key) for j in history.pending if j.change.table == CASES}
    cases = {word: sorted(key for kind, key in rows if kind == of_kind) for of_kind, word in words.items()}
    lines = [f"- {word}：{'、'.join(ids)}" for word, ids in cases.items() if ids]
    return _part("事例", lines)
