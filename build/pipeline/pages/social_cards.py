"""Cards for pages that are shared, and icons in PNG: drawn at build time, kept by the hash of what is drawn.

There is one card for the site, one for each kind of page, one for each prefecture and one for each system type; the
theme's main.html says which page shows which. The Japanese face comes from a pinned package, not from the machine.
"""

import html
from dataclasses import dataclass
from pathlib import Path

from pipeline.identity import Identity
from pipeline.pages.face import FAMILY
from pipeline.pages.model import Model
from pipeline.pages.phrases import phrases
from pipeline.pages.pictures import picture
from pipeline.paths import ASSETS
from pipeline.rows import Row

WIDTH, HEIGHT = 1200, 630
CARD_SCALE = 0.6  # drawn at 720 x 378: enough for a preview, a third of the bytes
LINE_UNITS = 26  # twice the number of full-width letters that fit on a line
ICON_SIZES = {"icon-32.png": 32, "apple-touch-icon.png": 180, "icon-512.png": 512}


@dataclass(frozen=True)
class Card:
    """One card: `name` is its address below assets/cards/, `lead` stands above the title, `fact` below."""

    name: str
    lead: str
    title: str
    fact: str


def write_cards(model: Model, identity: Identity, cache_folder: Path, docs: Path) -> None:
    """Draw the cards and icons that are not kept yet, and put all of them into the assets."""
    for card in all_cards(model, identity):
        _put(cache_folder, _draw(card, identity), CARD_SCALE, docs / "assets" / "cards" / f"{card.name}.png")
    favicon = (ASSETS / "favicon.svg").read_text(encoding="utf-8")
    for name, size in ICON_SIZES.items():
        _put(cache_folder, favicon, size / _width(favicon), docs / "assets" / "icons" / name)


def all_cards(model: Model, identity: Identity) -> list[Card]:
    """List what has a card, with the figures of the data."""
    return [*_kind_cards(model, identity.site_name), *_prefecture_cards(model), *_system_cards(model)]


def _kind_cards(model: Model, site_name: str) -> list[Card]:
    cases = f"収録した事例 {len(model.cases):,} 件"
    municipalities = f"{len(model.tables['municipalities']):,} 市区町村"
    return [
        Card("site", "公開資料から集めたデータ", site_name, cases),
        Card("cases", site_name, "共同調達の事例", cases),
        Card("municipalities", site_name, "あなたのまちの共同調達", municipalities),
        Card("downloads", site_name, "データのダウンロード", f"{len(model.tables)} 表、CC BY 4.0"),
    ]


def _prefecture_cards(model: Model) -> list[Card]:
    return [
        Card(
            f"prefectures/{code}/card",
            "都道府県",
            f"{row['prefecture_name']}の共同調達",
            _cases_of(model.cases_by_prefecture, code),
        )
        for code, row in model.prefectures.items()
    ]


def _system_cards(model: Model) -> list[Card]:
    return [
        Card(
            f"systems/{code}/card",
            row["category"],
            f"{row['system_type']}の共同調達",
            _cases_of(model.cases_by_type, code),
        )
        for code, row in model.system_types.items()
    ]


def _cases_of(groups: dict[str, list[Row]], code: str) -> str:
    return f"収録した事例 {len(groups.get(code, [])):,} 件"


def _draw(card: Card, identity: Identity) -> str:
    """Lay out a card as SVG."""
    lines = _lines(card.title)
    first = 330 - 46 * (len(lines) - 1)
    title = "".join(
        f'<text x="96" y="{first + 96 * place}" font-size="76">{html.escape(line)}</text>'
        for place, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="{FAMILY}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/><rect width="{WIDTH}" height="20" fill="#0017c1"/>'
        '<g transform="translate(96 88) scale(2)" fill="#0017c1"><path d="M6 7 16 20M16 5v15M26 7 16 20" fill="none" '
        'stroke="#0017c1" stroke-width="2.5"/><circle cx="6" cy="6.5" r="4"/><circle cx="16" cy="4.5" r="4"/>'
        '<circle cx="26" cy="6.5" r="4"/><rect x="8" y="18" width="16" height="11" rx="3"/></g>'
        f'<text x="184" y="132" font-size="34" fill="#4d4d4d">{html.escape(card.lead)}</text>'
        f'<g fill="#1a1a1a">{title}</g>'
        f'<text x="96" y="500" font-size="40" fill="#0017c1">{html.escape(card.fact)}</text>'
        f'<text x="96" y="566" font-size="28" fill="#4d4d4d">{html.escape(identity.site_name)}</text>'
        "</svg>"
    )


def _lines(text: str) -> list[str]:
    """Break a title between phrases into lines that fit."""
    lines = [""]
    for part in (part for phrase in phrases(text) for part in _parts(phrase)):
        if lines[-1] and _units(lines[-1] + part) > LINE_UNITS:
            lines.append("")
        lines[-1] += part
    return lines


def _parts(phrase: str) -> list[str]:
    """Break a phrase that no line can hold, behind a middle dot if there is one."""
    if _units(phrase) <= LINE_UNITS:
        return [phrase]
    cut = phrase.find("・") + 1 or LINE_UNITS // 2
    return [phrase[:cut], *_parts(phrase[cut:])]


def _units(text: str) -> int:
    return sum(1 if sign.isascii() else 2 for sign in text)


def _width(svg: str) -> float:
    return float(svg.partition('viewBox="')[2].partition('"')[0].split()[2])


def _put(cache_folder: Path, svg: str, scale: float, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(picture(svg, scale, cache_folder))
