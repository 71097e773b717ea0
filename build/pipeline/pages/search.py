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
from typing import TYPE_CHECKING, Any

from pipeline.pages.model import Model, group_rows
from pipeline.pages.templates import case_title
from pipeline.rows import Row

if TYPE_CHECKING:
    from pipeline.pages.page import Page, PageKind

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
class SearchEntry:
    """One thing that can be found: `key` completes the address of its kind."""

    key: str
    title: str
    note: str = ""
    words: str = ""


def write_search(model: Model, site: Path, kinds: Iterable["PageKind"], pages: Iterable["Page"]) -> None:
    """Write `search.json` into a site whose pages that stand alone MkDocs has built."""
    blocks = [
        *(_block(k.folder, k.title, f"{k.folder}/", k.entries(model)) for k in kinds if k.entries),
        _block("suppliers", "事業者", "cases/?q=", suppliers(model)),
        _block("pages", "ページ", "", (_page(page, site) for page in pages)),
    ]
    text = json.dumps({"synonyms": synonyms(model), "kinds": blocks}, ensure_ascii=False, separators=(",", ":"))
    (site / "search.json").write_text(text, encoding="utf-8")


def synonyms(model: Model) -> list[tuple[str, str]]:
    """List the words that readers type, each with a word of the site for it."""
    return [(row["typed_word"], row["written_word"]) for row in model.tables["search_synonyms"]]


def _block(name: str, title: str, address: str, entries: Iterable[SearchEntry]) -> dict[str, Any]:
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


def municipality_entries(model: Model) -> list[SearchEntry]:
    """List all municipalities with their prefecture, reading, district, and code of six digits (it begins with the one of five)."""
    return [
        SearchEntry(
            row["municipality_code"],
            row["municipality_name"],
            model.prefectures[row["prefecture_code"]]["prefecture_name"],
            " ".join(filter(None, (row["kana"], row["municipality_code6"], row["district"]))),
        )
        for row in model.tables["municipalities"]
    ]


def prefecture_entries(model: Model) -> list[SearchEntry]:
    """List the prefectures with their reading in kana and in Latin letters, and their code."""
    return [
        SearchEntry(
            row["prefecture_code"],
            row["prefecture_name"],
            row["region"],
            f"{row['kana']} {row['romaji']} {row['prefecture_code']}",
        )
        for row in model.tables["prefectures"]
    ]


def system_types(model: Model) -> list[SearchEntry]:
    """List the system types with their English names and what their pages tell."""
    return [
        SearchEntry(
            row["system_type_code"], row["system_type"], row["category"], f"{row['system_type_en']} {TYPE_TELLS}"
        )
        for row in model.tables["system_types"]
    ]


def case_entries(model: Model) -> list[SearchEntry]:
    """List the cases, those known in full first, found by system, supplier and by what is known of them too."""
    return [
        SearchEntry(
            case["case_id"],
            case_title(case),
            f"{case['prefecture_name']}・{case['system_name'] or case['system_type']}",
            " ".join(filter(None, (case["case_id"], case["supplier_name"], case["procurement_group"], *_known(case)))),
        )
        for case in model.cases
    ]


def _known(case: Row) -> list[str]:
    """Name what a case tells, so that 電子申請 費用 finds the cases whose costs are known."""
    return [
        word
        for word, columns in CASE_TELLS.items()
        if any(case[f"{column}_status"] == "answered" for column in columns)
    ]


def suppliers(model: Model) -> list[SearchEntry]:
    """List the suppliers as the cases name them; the address searches the cases for the name."""
    named = group_rows((case for case in model.cases if case["supplier_name"]), "supplier_name")
    return [SearchEntry(name, name, f"{len(found)} 件の事例") for name, found in named.items()]


def _page(page: "Page", site: Path) -> SearchEntry:
    """Find a page by its title, its description, its own words and the headings in it."""
    text = PERMALINK.sub("", (site / page.address / "index.html").read_text(encoding="utf-8"))
    described = DESCRIPTION.search(text)
    return SearchEntry(
        key=page.address,
        title=page.title,
        note=html.unescape(described[1]) if described else "",
        words=" ".join(filter(None, (page.words, *map(_plain, SECTION.findall(text))))),
    )


def _plain(markup: str) -> str:
    return html.unescape(TAG.sub("", markup)).strip()
