"""README.md: what the files are, for whoever opens the ZIP without the site."""

from pathlib import Path
from typing import Any

from pipeline.english import in_english
from pipeline.files.database_file import OLDEST_DUCKDB
from pipeline.files.descriptor import citation
from pipeline.identity import Identity
from pipeline.schemas import STATUS_LABELS
from pipeline.text_templates import text_template

COLLECTION_NOTES = {
    "joint-procurement.xlsx": "すべての表（participations は別のファイル）。型つき、列の説明はメモに",
    "participations.xlsx": "市区町村ごとの参加。行が多いので別のファイル",
    "dictionary.xlsx": "データ辞書（日本語と英語）",
    "joint-procurement.duckdb": f"すべての表。主キー、外部キー、説明、日本語の名前のビュー。DuckDB {OLDEST_DUCKDB} 以降で開く",
    "ocds-releases.json": "事例を、調達データの国際的な標準 OCDS 1.1 で。1つのリリースパッケージ（release package）",
    "ocds-releases.jsonl": "同じものを、1行に1つのリリース（release）で",
    "ocds-records.json": "同じものを、1つのレコードパッケージ（record package）で",
    "ocds-records.jsonl": "同じものを、1行に1つのレコード（record）で",
    "joint-procurement.zip": "すべての表のすべての形式と説明",
}
"""What the files of several tables hold."""


def write_readme(path: Path, package: dict[str, Any], identity: Identity) -> None:
    """Write what the package says in the words of people."""
    text = text_template("datasets/README.md.jinja")
    statuses = [{"value": v, "label": label, "english": in_english(label)} for v, label in STATUS_LABELS.items()]
    cite = citation(identity.site_name, identity.downloads, identity)
    values = {"package": package, "identity": identity, "citation": cite, "notes": COLLECTION_NOTES}
    path.write_text(text.render(**values, statuses=statuses), encoding="utf-8")
