"""The list that the site search looks through, written once per build and fetched on the first use of the search.

Every kind of thing is a block of columns: `keys` (what completes the address), `titles`, `notes` (places in
`note_texts`: what is shown behind a title) and `words` (what else finds it: readings, codes, suppliers).
"""

import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.pages.model import Model, Row, group_rows
from pipeline.pages.templates import case_title

TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
SECTION = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')
TAG = re.compile(r"<[^>]+>")
PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
# The subjects that readers add to a system's name.
TYPE_TELLS = "費用 補助金 按分 事業者選定方法 効果 課題 事例 参加市区町村"
CASE_TELLS = {
    "費用": ("initial_cost_band", "annual_cost_band", "initial_cost_breakdown", "annual_cost_breakdown"),
    "問い合わせ": ("contact_office", "contact_point"),
    "補助金": ("has_national_subsidy",),
    "按分": ("apportionment_rule",),
    "効果": ("effects",),
    "課題": ("challenges",),
}


@dataclass(frozen=True)
class Entry:
    """One thing that can be found: `key` completes the address of its kind."""

    key: str
    title: str
    note: str = ""
    words: str = ""


def write_search(model: Model, site: Path) -> None:
    """Write `search.json` into a site whose own pages MkDocs has built."""
    kinds = [
        _block("municipalities", "市区町村", "municipalities/", municipalities(model)),
        _block("prefectures", "都道府県", "prefectures/", prefectures(model)),
        _block("systems", "システム種別", "systems/", system_types(model)),
        _block("cases", "事例", "cases/", cases(model)),
        _block("suppliers", "事業者", "cases/?q=", suppliers(model)),
        _block("pages", "ページ", "", prose_pages(site)),
    ]
    text = json.dumps({"synonyms": synonyms(model), "kinds": kinds}, ensure_ascii=False, separators=(",", ":"))
    (site / "search.json").write_text(text, encoding="utf-8")


def synonyms(model: Model) -> list[tuple[str, str]]:
    """List the words that readers type, each with a word of the site for it."""
    return [(row["typed_word"], row["written_word"]) for row in model.tables["search_synonyms"]]


def _block(name: str, title: str, address: str, entries: Iterable[Entry]) -> dict[str, Any]:
    found = list(entries)
    notes = list(dict.fromkeys(entry.note for entry in found))
    places = {note: place for place, note in enumerate(notes)}
    return {
        "name": name,
        "title": title,
        "address": address,
        "keys": [entry.key for entry in found],
        "titles": [entry.title for entry in found],
        "note_texts": notes,
        "notes": [places[entry.note] for entry in found],
        "words": [entry.words for entry in found],
    }


def municipalities(model: Model) -> list[Entry]:
    """List all municipalities with their prefecture, reading, district, and code of six digits (it begins with the one of five)."""
    return [
        Entry(
            row["municipality_code"],
            row["municipality_name"],
            model.prefectures[row["prefecture_code"]]["prefecture_name"],
            " ".join(filter(None, (row["kana"], row["municipality_code6"], row["district"]))),
        )
        for row in model.tables["municipalities"]
    ]


def prefectures(model: Model) -> list[Entry]:
    """List the prefectures with their reading in kana and in Latin letters, and their code."""
    return [
        Entry(
            row["prefecture_code"],
            row["prefecture_name"],
            row["region"],
            f"{row['kana']} {row['romaji']} {row['prefecture_code']}",
        )
        for row in model.tables["prefectures"]
    ]


def system_types(model: Model) -> list[Entry]:
    """List the system types with their English names and what their pages tell."""
    return [
        Entry(row["system_type_code"], row["system_type"], row["category"], f"{row['system_type_en']} {TYPE_TELLS}")
        for row in model.tables["system_types"]
    ]


def cases(model: Model) -> list[Entry]:
    """List the cases, those known in full first, found by system, supplier and by what is known of them too."""
    return [
        Entry(
            case["case_id"],
            case_title(case),
            f"{case['prefecture_name']}・{case['system_name'] or case['system_type']}",
            " ".join(filter(None, (case["case_id"], case["supplier_name"], case["procurement_group"], *_known(case)))),
        )
        for case in model.cases
    ]


def _known(case: Row) -> list[str]:
    """Name what a case tells, so that 電子申請 費用 finds the cases whose costs are known."""
    return [word for word, columns in CASE_TELLS.items() if any(case[column] is not None for column in columns)]


def suppliers(model: Model) -> list[Entry]:
    """List the suppliers as the cases name them; the address searches the cases for the name."""
    named = group_rows((case for case in model.cases if case["supplier_name"]), "supplier_name")
    return [Entry(name, name, f"{len(found)} 件の事例") for name, found in named.items()]


def prose_pages(site: Path) -> list[Entry]:
    """List the pages that MkDocs built by their title, description and the headings in them."""
    pages = sorted(path for path in site.rglob("index.html") if "_shell" not in path.parts)
    return [_page(path, site) for path in pages if path.relative_to(site).parts[0] not in ("data", "assets")]


def _page(path: Path, site: Path) -> Entry:
    text = PERMALINK.sub("", path.read_text(encoding="utf-8"))
    address = path.parent.relative_to(site).as_posix()
    title, described = TITLE.search(text), DESCRIPTION.search(text)
    return Entry(
        key="" if address == "." else f"{address}/",
        title=_plain(title[1]) if title else address,
        note=html.unescape(described[1]) if described else "",
        words=" ".join(map(_plain, SECTION.findall(text))),
    )


def _plain(markup: str) -> str:
    return html.unescape(TAG.sub("", markup)).strip()
