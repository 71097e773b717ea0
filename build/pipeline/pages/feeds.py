"""Atom feeds (RFC 4287) and JSON of corrections and of releases. Ids are the addresses; times come from the data."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

from pipeline.identity import Identity
from pipeline.pages.history_view import HistoryView
from pipeline.pages.model import Model
from pipeline.rows import Row

ATOM = "http://www.w3.org/2005/Atom"
MIDNIGHT_IN_JAPAN = "T00:00:00+09:00"


@dataclass(frozen=True)
class FeedEntry:
    """One thing told; `address` is below the site and is also what the id is made of."""

    address: str
    title: str
    day: str
    text: str
    category: str


def write_feeds(model: Model, site: Path, identity: Identity) -> None:
    """Write /errata/feed.xml, /errata/errata.json, /changes/feed.xml and /changes/changes.json."""
    view = HistoryView(model)
    errata = sorted(
        [*map(erratum_entry, view.errata), *map(withdrawal_entry, view.withdrawals)],
        key=lambda entry: (entry.day, entry.address),
        reverse=True,
    )
    releases = [release_entry(row) for row in view.releases]
    born = releases[-1].day if releases else identity.data_date
    _write(site / "errata" / "feed.xml", atom_feed("正誤情報", "errata/", errata, born, identity))
    _write(site / "changes" / "feed.xml", atom_feed("更新履歴", "changes/", releases, born, identity))
    _write(site / "errata" / "errata.json", _json(errata_json(view, identity)))
    _write(site / "changes" / "changes.json", _json(changes_json(view, identity)))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _json(value: Row) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n"


def erratum_entry(row: Row) -> FeedEntry:
    """Tell one correction."""
    where = row["case_id"] or row["key"]
    what = (
        f"誤「{row['wrong_value'] or '（空）'}」、正「{row['right_value'] or '（空）'}」。"
        if row["kind"] == "値"
        else ""
    )
    return FeedEntry(
        address=f"errata/#{row['erratum_id']}",
        title=f"{row['erratum_id']} {where} {row['column_title'] or row['kind']}の訂正（{row['severity']}）",
        day=str(row["published_on"]),
        text=f"{row['table_title']}：{what}原因：{row['cause']} 利用者へのお願い：{row['advice']}",
        category=row["severity"],
    )


def withdrawal_entry(row: Row) -> FeedEntry:
    """Tell one withdrawal, or that one was undone."""
    about = " ".join(part for part in (row["table_title"], row["case_id"], row["column_title"]) if part)
    return FeedEntry(
        address=f"errata/#{row['withdrawal_id']}",
        title=f"{row['withdrawal_id']} {about or row['undone_id']} {row['kind']}",
        day=str(row["published_on"]),
        text=row["reason"],
        category=row["kind"],
    )


def release_entry(row: Row) -> FeedEntry:
    """Tell one release."""
    before = f"前のリリースは {row['previous_release']}。" if row["previous_release"] else "最初のリリースです。"
    counts = f"訂正 {row['correction_count']}、更新 {row['update_count']}、取下げ {row['withdrawal_count']} セル。"
    return FeedEntry(
        address=f"changes/v{row['release']}/",
        title=f"リリース {row['release']}",
        day=str(row["released_on"]),
        text=f"{row['note'] or ''}{before}{counts if row['previous_release'] else ''}",
        category="リリース",
    )


def atom_feed(title: str, page: str, entries: list[FeedEntry], born: str, identity: Identity) -> str:
    """Write an Atom feed. `born` is the day it bears while it has no entry."""
    Xml.register_namespace("", ATOM)
    feed = Xml.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "ja"})
    _add(feed, "id", identity.site_url + page)
    _add(feed, "title", f"{identity.site_name}：{title}")
    _add(feed, "updated", (entries[0].day if entries else born) + MIDNIGHT_IN_JAPAN)
    _add(_add(feed, "author"), "name", identity.publisher)
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{identity.site_url}{page}feed.xml")
    _add(feed, "link", rel="alternate", type="text/html", href=identity.site_url + page)
    _add(feed, "rights", "CC BY 4.0")
    for entry in entries:
        _add_entry(feed, entry, identity)
    Xml.indent(feed, space=" ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(feed, encoding="unicode") + "\n"


def _add_entry(feed: Xml.Element, entry: FeedEntry, identity: Identity) -> None:
    node = _add(feed, "entry")
    address = identity.site_url + entry.address
    _add(node, "id", address)
    _add(node, "title", entry.title)
    _add(node, "published", entry.day + MIDNIGHT_IN_JAPAN)
    _add(node, "updated", entry.day + MIDNIGHT_IN_JAPAN)
    _add(node, "link", rel="alternate", type="text/html", href=address)
    _add(node, "category", term=entry.category)
    _add(node, "summary", entry.text)


def _add(parent: Xml.Element, name: str, text: str = "", **attributes: str) -> Xml.Element:
    node = Xml.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    node.text = text or None
    return node


def errata_json(view: HistoryView, identity: Identity) -> dict[str, Any]:
    """Give every correction with what it moved, and every withdrawal, newest first."""
    hidden = {"source_file", "source_row", "anchor"}
    return {
        **_head("errata/", identity),
        "errata": [{k: v for k, v in row.items() if k not in hidden} for row in view.errata],
        "withdrawals": view.withdrawals,
    }


def changes_json(view: HistoryView, identity: Identity) -> dict[str, Any]:
    """Give every release with the address of its files, newest first, and how much waits for the next."""
    base = f"{identity.site_url}data/"
    files = [
        {
            "files_url": f"{base}v{row['release']}/",
            "changes_url": f"{base}v{row['release']}/changes.csv",
            "sha256sums_url": f"{base}v{row['release']}/SHA256SUMS",
        }
        for row in view.releases
    ]
    return {
        **_head("changes/", identity),
        "releases": [row | addresses for row, addresses in zip(view.releases, files, strict=True)],
        "unreleased_change_count": len(view.pending),
        "all_changes_url": f"{base}latest/changes.csv",
    }


def _head(page: str, identity: Identity) -> dict[str, Any]:
    return {
        "publisher": identity.publisher,
        "license": "CC-BY-4.0",
        "page": identity.site_url + page,
        "feed": f"{identity.site_url}{page}feed.xml",
        "release": identity.release,
    }
